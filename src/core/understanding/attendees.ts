import type { Context } from "../command/field.ts";
import type { PersonName } from "../people/person.ts";
import { normal } from "./clean.ts";
import { wordsOf } from "./names.ts";
import { mayBeName, type PersonMention, peopleIn } from "./people.ts";
import { isOpen, type Sentence, type Token } from "./sentence.ts";

/** Those a sentence names as having been there: its author among them, its trainer and its addressee not. */
export function attendeesIn(sentence: Sentence, context: Context): PersonMention[] {
  return listedIn(sentence, context, (mention) => attends(mention, sentence.text));
}

/** Everybody a list names; "me" is its author. */
export function listedIn(
  sentence: Sentence,
  context: Context,
  isMeant: (mention: PersonMention) => boolean = () => true,
): PersonMention[] {
  const named = peopleIn(sentence, context.people).filter(isMeant);
  return [...named, ...authorIn(sentence, context)].sort((a, b) => a.start - b.start);
}

const NOT_ATTENDING_BEFORE =
  /(?:\b(?:taught|led|lead|presented|facilitated|given|delivered|run|hosted|organi[sz]ed|trained|conducted|approved|requested|sent|provided|instructed|offered|put on|asked) by|\b(?:instructors?|trainers?|facilitators?|presenters?|speakers?)(?: (?:was|were|is))?|\bthanks to|\bhi|\bhey|\bhello|\bdear|\bper|\bcc:?|\bhost(?:s|ed)?|\bsession of|\bbut not|\bexcept(?: for)?|\bwithout)[\s,:]*$/i;
const NOT_ATTENDING_AFTER =
  /^\s+(?:said|says|told|asked|reports?|reported|ran|held|hosted|taught|led|facilitated|delivered|presented|trained|organi[sz]ed|gave|conducted|sent|emailed)\b/i;
const ROLE_AFTER =
  /^(?:'s\b|\s+(?:as|is|was) (?:the |an? |our )?(?:instructor|trainer|facilitator|presenter|speaker|teacher|host)\b)/i;
const SIGNATURE = /(?:\bthanks|\bthank you|\bthx|\bregards|\bcheers|\bbest|\bsincerely|\n|\s-|^-)[\s,!.-]*$/i;

function attends({ start, end }: PersonMention, text: string): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (NOT_ATTENDING_BEFORE.test(before) || NOT_ATTENDING_AFTER.test(after) || ROLE_AFTER.test(after)) return false;
  const signs = before.trim() !== "" && SIGNATURE.test(before) && /^[\s.!]*$/.test(after);
  return !signs;
}

const PAST =
  "took|taken|attended|completed|finished|did|done|went|joined|participated|passed|sat|got through|went through|have|ve|had";
/** What follows an "I" that was there: "I took it", not "I took 12 people to it". */
const WAS_THERE = `(?:'ve|'m)?(?: (?:also|just|finally|already|recently|now|both|all|personally))* (?:${PAST})\\b(?! (?:\\d+|the team|my \\w+|our \\w+|a (?:group|team)|people)\\b)`;
const LISTED = "(?:,|and\\b|&|\\+|y\\b|plus\\b|\\/)";

/** "I took it", "me and 4 others", "Ana and I", "put me down": the author among those named. */
const AUTHOR: readonly RegExp[] = [
  new RegExp(`\\b(?:me|myself|yo)(?=\\s*${LISTED})`, "gi"),
  /(?<=(?:\band|&|\+|\bplus|\by|\bwith|\bincluding|\bfor|\bjust|\bonly|\bincl|\badd|\bput|\bmark|\bcount|\blog|\brecord|\bregister|\bsign|\bnote|\brecruit|\bjoined|,)\s*)\b(?:me|myself|yo)\b/gi,
  new RegExp(`(?<=(?:\\band|&|\\+|\\bplus)\\s*)\\bi\\b(?=\\s*(?:$|[,.;:!-]|\\()|${WAS_THERE})`, "gi"),
  new RegExp(`\\bi(?=\\s*(?:and|&|\\+|,)\\s|${WAS_THERE})`, "gi"),
  /^(?:me|myself)\b/gi,
  /(?<![\p{L}])(?:tomé|tome|completé|complete|hice|asistí|asisti)(?=\s+(?:el|la|en|a|al)?\b)/giu,
];

/** Without one of these no pattern above fits. */
const MAY_BE_AUTHOR = /\b(?:i|me|myself|yo)\b|tom|complet|hice|asist/i;

function authorIn(sentence: Sentence, { actor, people }: Context): PersonMention[] {
  if (!MAY_BE_AUTHOR.test(sentence.text)) return [];
  for (const pattern of AUTHOR) {
    for (const match of sentence.text.matchAll(pattern)) {
      const token = sentence.tokens.find((one) => one.start === match.index);
      if (!token || !isOpen(token)) continue;
      sentence.take(token.start, token.end);
      const known = people.find((person) => person.email === actor.email);
      const self: PersonName = known ?? { ...actor, audience: "employee", handles: [] };
      return [{ said: match[0], people: [self], start: token.start, end: token.end }];
    }
  }
  return [];
}

const isCapital = ({ raw }: Token) => /^\p{Lu}\p{Ll}/u.test(raw);

const BESIDE = /^\s*(?:,|&|\+|\/|;|,?\s*(?:and|y))\s*$/;

/** "Ana and Zelda", "I took it with Zelda", "Zelda Torres", when nobody is called Zelda. */
export function strangerBeside(mentions: readonly PersonMention[], { tokens, text }: Sentence): string | undefined {
  const strangers = tokens.filter((token) => isOpen(token) && mayBeName(token));
  const beside = (token: Token) =>
    mentions.some(
      ({ start, end }) => BESIDE.test(text.slice(end, token.start)) || BESIDE.test(text.slice(token.end, start)),
    );
  const introduced = (token: Token) =>
    isCapital(token) && /\b(?:with|w\/|including|incl\.?|plus|alongside)\s+$/i.test(text.slice(0, token.start));
  const otherName = (token: Token) =>
    mentions.some((mention) => {
      const [first, ...others] = wordsOf(mention.people[0]?.name ?? "");
      const said = normal(mention.said);
      if (/^ +$/.test(text.slice(token.end, mention.start))) return others.includes(said);
      return said === first && isCapital(token) && /^ +$/.test(text.slice(mention.end, token.start));
    });
  return strangers.find((token) => beside(token) || introduced(token) || otherName(token))?.raw;
}

const LINKED_BEFORE = /(?:\bincluding|\bincl\.?|\bnamely|\bwith|\bw\/|\bplus|\band|[:(,;&+/])\s*$/i;
const LINKED_AFTER = new RegExp(
  `^[\\s)]*(?:,|and\\b|plus\\b|with\\b|w\\/|&|\\+|\\/|(?:(?:both|all|also|just) )?(?:${PAST}|was|were)\\b)`,
  "i",
);

/** Somebody named beside a number of people, by words that do not say whether they are among them: "12 people, tell Ana". */
export function unlinked(mentions: readonly PersonMention[], text: string): PersonMention | undefined {
  return mentions.find(
    ({ said, start, end }) =>
      !/^(?:i|me|myself|yo)$/i.test(said) &&
      !LINKED_BEFORE.test(text.slice(0, start)) &&
      !LINKED_AFTER.test(text.slice(end)),
  );
}
