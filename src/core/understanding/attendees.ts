import type { Context } from "../command/field.ts";
import type { PersonName } from "../people/person.ts";
import { normal } from "./clean.ts";
import { wordsOf } from "./names.ts";
import { mayBeName, type PersonMention, peopleIn } from "./people.ts";
import { isOpen, type Sentence, type Token } from "./sentence.ts";

/** Those a sentence names as having been there: its author among them, its trainer and its addressee not. */
export function attendeesIn(sentence: Sentence, context: Context): PersonMention[] {
  const named = peopleIn(sentence, context.people);
  const uses = named.map((mention) => ({ mention, use: useOf(mention, named, sentence.text, context) }));
  // Who merely stands near the verb was not there, and why they are named is asked.
  for (const { mention, use } of uses) if (use === "near") sentence.release(mention.start, mention.end);
  const there = uses.flatMap(({ mention, use }) => (use === "there" ? [mention] : []));
  const all = [...there, ...authorIn(sentence, context)].sort((a, b) => a.start - b.start);
  lists.set(sentence, all);
  return all;
}

const lists = new WeakMap<Sentence, readonly PersonMention[]>();

/** Those named of whom one is no neighbour of the one before: "Bo Chen to Lee" is no list of two. */
export function namedApart(sentence: Sentence): PersonMention | undefined {
  const all = lists.get(sentence) ?? [];
  return all.find(({ start }, at) => at > 0 && !LIST_BETWEEN.test(sentence.text.slice(all[at - 1]?.end, start)));
}

const LIST_BETWEEN = /^(?:[\s,;&+/.)\d*•-]|\b(?:and|y|e|plus|also)\b)*$/i;

/** Everybody a list names; "me" is its author. */
export function listedIn(sentence: Sentence, context: Context): PersonMention[] {
  const named = peopleIn(sentence, context.people);
  return [...named, ...authorIn(sentence, context)].sort((a, b) => a.start - b.start);
}

const LED =
  "taught|led|lead|presented|facilitated|given|delivered|run|hosted|organi[sz]ed|trained|conducted|provided|instructed|offered|put on";
/** What says that somebody taught it, or is spoken to. */
const ELSE_BEFORE = new RegExp(
  `(?:\\b(?:${LED}) by|(?<!\\bwith (?:the |our )?)\\b(?:instructors?|trainers?|facilitators?|presenters?|speakers?)(?: (?:was|were|is))?|\\bhi|\\bhey|\\bhello|\\bdear|^\\s*cc:?|\\b(?:requested|approved|sent) by)[\\s,:]*$`,
  "i",
);
const ELSE_AFTER =
  /^\s+(?:ran|held|hosted|taught|led|facilitated|delivered|presented|trained|organi[sz]ed|gave|conducted|asked (?:me|us) to)\b|^\s+(?:as|is|was) (?:the |an? |our )?(?:instructor|trainer|facilitator|presenter|speaker|teacher|host)\b|^ here\b/i;
const NEAR_BEFORE =
  /(?:\bthanks to|\bthank|\bper|\bcc:?|\bhost(?:s|ed)?|\bsession of|\bbut not|\bexcept(?: for)?|\bwithout|\basked by|\bwith (?:the |our )?(?:instructors?|trainers?|facilitators?|presenters?|speakers?)|\breports? to|\bbut|\bwhile|\bbecause of|\bfrom|\bover to|\binstead of|\bin place of|\bbesides)[\s,:]*$/i;
const NEAR_AFTER =
  /^\s+(?:ha[sd]|keeps?|got|brought|drove) (?:the|an?|it|them|my|our|his|her|their)\b|^\s+(?:said|says|told|asked|reports?|reported|sent|emailed|invited|approved)\b|^'s?(?!\w)/i;
const COURTESY =
  /\b(?:thanks|thank you|thx|gracias|(?:best |kind |warm )?(?:regards|wishes)|cheers|best|sincerely|respectfully|warmly|cordially|yours(?: truly)?|saludos|atentamente)(?: (?:all|again|both|(?:so|very) much|a (?:lot|ton)))?[\s,!.-]*$/i;
const APART = /(?:\n|\s-|^-)[\s,!.-]*$/;

/** Whether somebody named was there, has another part in it that is clear, or is merely near. */
function useOf(
  mention: PersonMention,
  all: readonly PersonMention[],
  text: string,
  { actor }: Context,
): "there" | "else" | "near" {
  const { start, end } = mention;
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (ELSE_BEFORE.test(before) || ELSE_AFTER.test(after)) return "else";
  if (signs(mention, all, text, actor.email)) return "else";
  // "Log EO for Ana" names who was there; "Lee took EO for Tou" does not.
  const inPlace = /\bfor[\s:]*$/i.test(before) && all.some((other) => other.end < start);
  return inPlace || NEAR_BEFORE.test(before) || NEAR_AFTER.test(after) ? "near" : "there";
}

/** A name after a courtesy, or the author's own after a line end or a dash; in a list of names the last is one of them. */
function signs(
  { start, end, people }: PersonMention,
  all: readonly PersonMention[],
  text: string,
  author: string,
): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (before.trim() === "" || !/^[\s.!]*$/.test(after)) return false;
  if (COURTESY.test(before)) return true;
  const listed = all.some((other) => other.end < start && /^[\s,;.\d•*-]*$/.test(text.slice(other.end, start)));
  const own = people.length === 1 && people[0]?.email === author;
  return APART.test(before) && !listed && (own || /[.!?]\s*\n[\s-]*$/.test(before));
}

const PAST =
  "took|taken|attended|completed|finished|did|done|went|joined|participated|passed|sat|got through|went through|have|ve|had";
/** What follows an "I" that was there: "I took it", not "I took 12 people to it". */
const WAS_THERE = `(?:'ve|'m)?(?: (?:also|just|finally|already|recently|now|both|all|personally))* (?:${PAST})\\b(?! (?:\\d+|the team|my \\w+|our \\w+|a (?:group|team)|people)\\b)`;
const LISTED = "(?:,|and\\b|&|\\+|y\\b|plus\\b|\\/)";

/** "I took it", "me and 4 others", "Ana and I", "put me down": the author among those named. */
const AUTHOR: readonly RegExp[] = [
  new RegExp(`\\b(?:me|myself|yo)(?=\\s*${LISTED})`, "gi"),
  /(?<=(?:\band|&|\+|\bplus|\by|\bwith|\bincluding|\bfor|\bjust|\bonly|\bincl\.?|\badd|\bput|\bmark|\bcount|\blog|\brecord|\bregister|\bsign|\bnote|\brecruit|\bjoined|,)\s*)\b(?:me|myself|yo)\b/gi,
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

const ON_TOP = /^\s*(?:too|as well|also|tambien)\s*(?:$|[.,;!])/i;

/** Somebody named beside a number of people, by words that do not say whether they are among them: "12 people, tell Ana". */
export function unlinked(mentions: readonly PersonMention[], text: string): PersonMention | undefined {
  return mentions.find(
    ({ said, start, end }) =>
      !/^(?:i|me|myself|yo)$/i.test(said) &&
      (ON_TOP.test(text.slice(end)) ||
        (!LINKED_BEFORE.test(text.slice(0, start)) && !LINKED_AFTER.test(text.slice(end)))),
  );
}
