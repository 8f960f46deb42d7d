import { CONTRACTOR_NOUNS, COUNT_ADJECTIVES, EMPLOYEE_NOUNS, OTHER_NOUNS, PEOPLE_NOUNS } from "./lexicon.ts";
import { numberAt } from "./numbers.ts";
import type { Sentence, Token } from "./sentence.ts";

/** Whom a number counts. `people` says nobody's audience, `others` come on top of those named. */
export type Counted = "employees" | "contractors" | "both" | "people" | "others" | "otherContractors" | "bare";

export interface CountMention {
  value: number;
  counted: Counted;
  /** "3 of them", "including 3": part of a number said before, not on top of it. */
  within: boolean;
  /** Joined to the mention before by "and" or "plus", not by a comma. */
  joined: boolean;
  /** "about", "over", "at least": not a number one can record without asking. */
  rough: boolean;
  start: number;
  end: number;
}

/** What is taken before counting: numbers that are times, lengths, rooms, parts, years, percentages. */
const NOT_COUNTS = new RegExp(
  [
    "\\b(?:from |between )?\\d{1,2}(?::\\d{2})? ?(?:-|to|until|and) ?\\d{1,2}(?::\\d{2})? ?(?:am|pm|a\\.m\\.|p\\.m\\.)\\b",
    "\\b(?:at |from |by |around |about )?\\d{1,2}(?::\\d{2})? ?(?:am|pm|a\\.m\\.|p\\.m\\.|o'?clock)(?![a-z])",
    "\\b(?:at |from |to |until )?\\d{1,2}:\\d{2}\\b",
    "\\bat \\d{1,2}\\b(?! [a-z])",
    "\\b(?:\\d+(?:\\.\\d+)?|a|an|one|two|three|four|half|half a|full)[ -]?(?:and a half )?(?:hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?|years?)\\b(?:[ -]long)?",
    "\\b(?:room|rm|suite|bldg|building|floor|level|part|module|unit|phase|cohort|batch|wave|group|session|class|round|week|day|version|chapter|step|door|gate|bay|station|engine|district|ward|conf(?:erence)? room)s? ?(?:#|no\\.? ?|number )?\\d+[a-z]?\\b",
    "#\\d+\\b",
    "\\bv\\d+\\b",
    "\\b(?:in |of |for |during |fy ?)?(?:19|20)\\d{2}\\b(?! (?:people|employees|staff|contractors))",
    "\\b\\d+(?:st|nd|rd|th)\\b",
    "\\b\\d+(?:\\.\\d+)?[- ]?(?:%|percent|pct|credits?|ceus?|points?|dollars?)",
    "\\$ ?\\d[\\d,.]*",
    "\\b(?:this|that|which|each|every|no|any|another) one\\b",
    "\\bone more thing\\b|\\bone of the\\b(?! (?:people|staff|employees))",
    "\\b(?:first|second|third) (?:session|class|part|half|time|module|day|one)\\b",
  ].join("|"),
  "gi",
);

/** Takes the numbers that count nobody, so that what remains are counts. */
export function takeOtherNumbers(sentence: Sentence): void {
  for (const match of sentence.text.matchAll(NOT_COUNTS)) {
    const from = match.index;
    const touched = sentence.tokens.filter((token) => token.start < from + match[0].length && token.end > from);
    if (touched.every((token) => !token.taken)) sentence.take(from, from + match[0].length);
  }
}

const ROUGH =
  /\b(?:about|around|roughly|approx(?:imately)?|some|over|more than|at least|at most|up to|almost|nearly|fewer than|less than|under|maybe|probably|like|circa|unos|unas|casi|mas de|~)\s*$/i;
const WITHIN_BEFORE =
  /(?:\bincluding|\bincl\.?|\bof (?:them|whom|which|those)|\bwhich includes?|\bwith|\bamong them|\bcounting|\bincluyendo|\()\s*(?:the |our |also )?$/i;
const WITHIN_AFTER = /^\s*(?:of (?:them|those|whom|these|which)|were|was|are)\b/i;
const JOINED =
  /(?:\band|&|\+|\bplus|\by|\be|\bas well as|\balong with|\bwith)\s*(?:also |another |an additional |then )?$/i;

/** Every count in the free part of the sentence, in its order; each is taken. */
export function countsIn(sentence: Sentence): CountMention[] {
  const mentions: CountMention[] = [];
  const { tokens } = sentence;
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = mentionAt(sentence, at);
    if (!mention) continue;
    mentions.push(mention);
    while (tokens[at + 1] && (tokens[at + 1]?.start ?? 0) < mention.end) at += 1;
    sentence.take(mention.start, mention.end);
  }
  return mentions;
}

function mentionAt(sentence: Sentence, at: number): CountMention | undefined {
  const { tokens, text } = sentence;
  const number = numberAt(tokens, at) ?? article(tokens, at);
  const first = tokens[at];
  if (!number || !first) return undefined;
  const noun = nounAfter(sentence, at + number.length);
  if (!noun && !number.digits && isPronoun(tokens, at, number.length)) return undefined;
  if (!noun && !number.digits && number.length === 0) return undefined;
  const last = tokens[noun?.last ?? at + number.length - 1] ?? first;
  const before = text.slice(Math.max(0, first.start - 30), first.start);
  const after = text.slice(last.end);
  return {
    value: number.value,
    counted: noun?.counted ?? groupBefore(tokens, at) ?? "bare",
    within:
      WITHIN_BEFORE.test(before) ||
      (noun?.within ?? false) ||
      (noun?.counted === "contractors" && /\bof\s*$/.test(before)),
    joined: JOINED.test(before),
    rough: ROUGH.test(before) || /^\s*(?:\+|or so|ish\b|or more)/i.test(after),
    start: first.start,
    end: last.end,
  };
}

/** "a contractor", "a colleague": one; a bare article is no number. */
function article(tokens: readonly Token[], at: number) {
  const word = tokens[at]?.norm;
  const next = tokens[at + 1]?.norm ?? "";
  const singular = /^(?:contractor|consultant|colleague|coworker|employee|vendor|contratista)$/.test(next);
  if (tokens[at]?.taken || !singular || (word !== "a" && word !== "an" && word !== "another")) return undefined;
  return { value: 1, length: 1, digits: false };
}

/** "one" and the Spanish "once" without a noun are hardly ever counts. */
function isPronoun(tokens: readonly Token[], at: number, length: number): boolean {
  const word = tokens[at]?.norm ?? "";
  return (
    length === 1 &&
    ["one", "once", "zero", "two", "three"].includes(word) &&
    !/^(?:took|attended|completed|from|in|did|for)$/.test(tokens[at + 1]?.norm ?? "")
  );
}

interface Noun {
  counted: Counted;
  /** Index of the last token of the noun phrase. */
  last: number;
  within: boolean;
}

/** The noun a number counts, at most four words on: "12 of our new city employees", "12 dpw staff". */
function nounAfter(sentence: Sentence, from: number): Noun | undefined {
  const { tokens, text } = sentence;
  let others = false;
  for (let at = from; at < Math.min(tokens.length, from + 5); at += 1) {
    const token = tokens[at];
    if (
      !token ||
      /[,;:.!?\n]/.test(
        text
          .slice(tokens[at - 1]?.end ?? 0, token.start)
          .trim()
          .charAt(0),
      )
    )
      break;
    if (OTHER_NOUNS.has(token.norm)) others = true;
    const counted = countedBy(token.norm);
    if (counted && !token.taken) return finishNoun(sentence, at, from, others ? withOthers(counted) : counted);
    if (!token.taken && !COUNT_ADJECTIVES.has(token.norm)) break;
  }
  return others ? { counted: "others", last: from, within: false } : undefined;
}

function withOthers(counted: Counted): Counted {
  return counted === "contractors" ? "otherContractors" : "others";
}

function countedBy(word: string): Counted | undefined {
  if (CONTRACTOR_NOUNS.has(word)) return "contractors";
  if (EMPLOYEE_NOUNS.has(word)) return "employees";
  if (PEOPLE_NOUNS.has(word)) return "people";
  return undefined;
}

/** "employees and contractors" pools both; "contract staff" are contractors; "of them" points back. */
function finishNoun(sentence: Sentence, at: number, from: number, counted: Counted): Noun {
  const { tokens, text } = sentence;
  const tail = text.slice(tokens[at]?.end).toLowerCase();
  const pooled = /^\s*(?:and|&|\/|\+|y|or)\s*(?:our |the )?(contractors|employees|staff|contratistas|empleados)\b/.exec(
    tail,
  );
  const apart = pooled && countedBy(pooled[1] ?? "") !== counted;
  if (apart && (counted === "employees" || counted === "contractors")) {
    const end = tokens.findIndex(
      (token) => token.start >= (tokens[at]?.end ?? 0) + pooled[0].length - (pooled[1]?.length ?? 0),
    );
    return { counted: "both", last: end, within: false };
  }
  const contract = tokens.slice(from, at).some((token) => /^contract(?:ed)?$/.test(token.norm));
  const pointsBack =
    tokens[at]?.norm === "them" ||
    (counted === "people" && WITHIN_AFTER.test(tail) && /contractors?|consultants?/.test(tail));
  if (pointsBack) return partOf(sentence, at) ?? { counted, last: at, within: true };
  return { counted: contract ? "contractors" : counted, last: at, within: pointedWithin(sentence, from) };
}

/** "3 of them contractors", "3 of them were contractors". */
function partOf(sentence: Sentence, at: number): Noun | undefined {
  const { tokens } = sentence;
  for (let next = at + 1; next < Math.min(tokens.length, at + 4); next += 1) {
    const counted = countedBy(tokens[next]?.norm ?? "");
    if (counted) return { counted, last: next, within: true };
  }
  return undefined;
}

const pointedWithin = (sentence: Sentence, from: number) =>
  /^\s*of (?:them|whom|those)/i.test(sentence.text.slice(sentence.tokens[from - 1]?.end));

/** "a team of 8", "group of 12", "staff: 12". */
function groupBefore(tokens: readonly Token[], at: number): Counted | undefined {
  const [two, one] = [tokens[at - 2]?.norm ?? "", tokens[at - 1]?.norm ?? ""];
  if (one === "of" && /^(?:team|group|crew|class|total|attendance|headcount|audience|turnout|party)$/.test(two))
    return "people";
  if (/^(?:attendance|headcount|attendees|total|turnout)$/.test(one)) return "people";
  return undefined;
}
