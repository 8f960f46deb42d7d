import type { Sentence, Token } from "./sentence.ts";

const LENGTH = "hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?|years?";
const PART =
  "room|rm|suite|bldg|building|floor|level|part|module|unit|phase|cohort|batch|wave|group|session|class|round|week|day|version|chapter|step|door|gate|bay|station|engine|ladder|truck|route|line|district|ward|ticket|invoice|order|case|file|id|code|ext|extension|zip|conf(?:erence)? room";
const GATHERINGS =
  "sessions|classes|trainings|workshops|courses|meetings|rounds|times|slides|pages|modules|locations|sites";
const NOT_THERE =
  "invited|registered|signed up|enrolled|expected|rsvp'?e?d|seats|spots|slots|places|left to go|on the (?:list|roster|waitlist)";

/** Numbers that count nobody: times, lengths, rooms, parts, years, money, addresses, telephones, invitations. */
const NOT_COUNTS = new RegExp(
  [
    "\\bfrom \\d{1,2}(?::\\d{2})? ?(?:to|until|till|-) ?\\d{1,2}(?::\\d{2})?\\b(?! (?:people|employees|staff|contractors))",
    "\\b(?:from |between )?\\d{1,2}(?::\\d{2})? ?(?:am|pm)? ?(?:-|to|until|and) ?\\d{1,2}(?::\\d{2})? ?(?:am|pm|a\\.m\\.|p\\.m\\.)(?![a-z])",
    "\\b(?:at |from |by |around |about |@ ?)?\\d{1,2}(?::\\d{2})? ?(?:am|pm|a\\.m\\.|p\\.m\\.|o'?clock|a|p)(?![a-z])(?! [a-z]+ (?:of|and))",
    "\\b(?:at |from |to |until )?\\d{1,2}:\\d{2}(?:-\\d{1,2}:\\d{2})?\\b",
    "\\bat \\d{1,2}\\b(?! [a-z])",
    `\\b(?:\\d+(?:\\.\\d+)?|a|an|one|two|three|four|half|half a|full)[ -]?(?:and a half )?(?:${LENGTH})\\b(?:[ -]long)?`,
    `\\b(?:${PART})s? ?(?:#|no\\.? ?|number )?\\d+[a-z]?\\b(?:(?: of | ?/ ?)\\d+\\b)?`,
    "\\d+ of \\d+(?=\\s*[):])",
    "(?<=\\d )(?:out )?of (?:the |our |my )?\\d+\\b",
    `\\b(?:both|\\d+|one|two|three|four|five)(?: [a-z-]+)? (?:${GATHERINGS})\\b`,
    "#\\d+\\b",
    "\\bv\\d+\\b",
    "\\+?1?[ .-]?\\(?\\b\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}\\b|\\b\\d{3}-\\d{4}\\b|\\bx\\d{3,5}\\b",
    "\\b\\d+(?: \\d{3,}){2,}",
    "\\b\\d{2,5} (?:[nsew]\\.? |north |south |east |west )?[a-z]+(?: [a-z]+)? (?:st|street|ave|avenue|blvd|rd|road|dr|drive|ln|lane|way|pl|place|ct|court|plaza|pkwy|hwy)\\b",
    "\\b\\d{2,5} [nsew]\\.? [a-z]+",
    "\\b(?:in |of |for |during |fy ?)?(?:19|20)\\d{2}\\b(?! (?:people|employees|staff|contractors))",
    "\\b\\d+(?:st|nd|rd|th)\\b",
    "\\b\\d+(?:\\.\\d+)?[- ]?(?:%|percent|pct|credits?|ceus?|points?|dollars?|bucks)",
    "\\$ ?\\d[\\d,.]*",
    `\\b(?:of )?(?:the )?\\d+ (?:people |employees |staff |were |are |had |have |who |that |been ){0,4}(?:${NOT_THERE})\\b`,
    "\\b(?:this|that|which|each|every|no|any|another|last|next) one\\b",
    "\\bone more thing\\b|\\bone of the\\b(?! (?:people|staff|employees))|\\bone on one\\b|\\b1:1\\b|\\b24/7\\b",
    "\\b(?:first|second|third) (?:session|class|part|half|time|module|day|one)\\b",
  ].join("|"),
  "gi",
);

/** Takes the numbers that count nobody, so that those that remain are counts. */
export function takeOtherNumbers(sentence: Sentence): void {
  for (const match of sentence.text.matchAll(NOT_COUNTS)) {
    const end = match.index + match[0].length;
    const touched = sentence.tokens.filter((token) => token.start < end && token.end > match.index);
    if (!touched.every((token) => !token.taken)) continue;
    sentence.take(match.index, end);
    setAside.set(sentence, [...(setAside.get(sentence) ?? []), ...touched]);
  }
}

const setAside = new WeakMap<Sentence, readonly Token[]>();

/** The words of those numbers: "for one day" says nothing of who attended, and a lot of who leads. */
export const otherNumbersIn = (sentence: Sentence): readonly Token[] => setAside.get(sentence) ?? [];
