import { CONTRACTOR_NOUNS, COUNT_ADJECTIVES, EMPLOYEE_NOUNS, OTHER_NOUNS, PEOPLE_NOUNS } from "./lexicon.ts";
import { digitsOf, type NumberMatch, numberAt } from "./numbers.ts";
import { isOpen, type Sentence, type Token } from "./sentence.ts";

/** Whom a number counts. `people` says nobody's audience, `others` come on top of those named. */
export type Counted = "employees" | "contractors" | "both" | "people" | "others" | "otherContractors" | "bare";

export interface CountMention {
  value: number;
  /** "10 or 12", "10-12": the other reading. */
  or: number | undefined;
  counted: Counted;
  /** "3 of them", "including 3": part of a number said before, not on top of it. */
  within: boolean;
  /** Joined to what stands before by "and" or "plus", not by a comma. */
  joined: boolean;
  /** "about", "over", "at least": not a number one can record without asking. */
  rough: boolean;
  /** "12 each", "minus 3": a sum that is left to us. */
  sum: boolean;
  start: number;
  end: number;
}

const ROUGH =
  /\b(?:about|around|roughly|approx(?:imately)?\.?|some|over|more than|at least|at most|up to|almost|nearly|fewer than|less than|under|maybe|probably|like|circa|unos|unas|casi|mas de)\s*$|~\s*$/i;
const WITHIN =
  /(?:\bincluding|\bincl\.?|\bof (?:them|whom|which|those)|\bwhich includes?|\bamong them|\bcounting|\bincluyendo)\s*(?:the |our |also |just |only )?$/i;
const JOINED =
  /(?:\band|&|\+|\bplus|\by|\be|\bas well as|\balong with|\bwith|\bw\/)\s*(?:also |another |an additional |then |(?:her|his|their|my|our|the|a) (?:team|crew|group|staff) of )?$/i;
const EACH = /^(?:\s+\w+){0,2}\s+(?:each|apiece|per (?:session|class|day)|a (?:session|day))\b/i;

/** Every count in the free part of the sentence, in its order; each is taken. */
export function countsIn(sentence: Sentence): CountMention[] {
  const mentions: CountMention[] = [];
  for (let at = 0; at < sentence.tokens.length; at += 1) {
    const mention = mentionAt(sentence, at);
    if (!mention) continue;
    mentions.push(mention);
    sentence.take(mention.start, mention.end);
  }
  counts.set(sentence, mentions);
  return mentions;
}

const counts = new WeakMap<Sentence, readonly CountMention[]>();

/** Whether a word stands right after a count: "eight teams", "7 staff hours". */
export const followsCount = ({ start }: Token, sentence: Sentence): boolean =>
  (counts.get(sentence) ?? []).some(({ end }) => /^\s+$/.test(sentence.text.slice(end, start)));

function mentionAt(sentence: Sentence, at: number): CountMention | undefined {
  const { tokens } = sentence;
  const number = numberAt(tokens, at) ?? article(tokens, at);
  if (!number) return undefined;
  const other = otherReading(sentence, at + number.length);
  const from = at + number.length + (other?.length ?? 0);
  const noun = nounAfter(sentence, from);
  if (!noun && !number.digits && isPronoun(tokens, at, number)) return undefined;
  const around = saidAround(sentence, at, from);
  return {
    ...around,
    value: number.value,
    or: other?.value,
    counted: noun?.counted ?? groupBefore(tokens, at) ?? "bare",
    within: around.within || noun?.within === true,
    start: tokens[at]?.start ?? 0,
    end: tokens[noun?.last ?? from - 1]?.end ?? 0,
  };
}

/** What the words before and after a number say about it. */
function saidAround({ tokens, text }: Sentence, at: number, from: number) {
  const start = tokens[at]?.start ?? 0;
  const before = text.slice(Math.max(0, start - 30), start);
  const after = text.slice(tokens[from - 1]?.end);
  return {
    within: WITHIN.test(before),
    joined: JOINED.test(before),
    rough: ROUGH.test(before) || /^(?:\+| ?ish\b| or so\b| or more\b)/i.test(after),
    sum:
      EACH.test(after) ||
      /^ (?:out )?of (?:the )?\d+ (?:were|are|was)\b/i.test(after) ||
      /\b(?:minus|less|except)\s*$/i.test(before),
  };
}

/** "10 or 12", "10-12", "between 10 and 12". */
function otherReading({ tokens, text }: Sentence, at: number): NumberMatch | undefined {
  if (tokens[at - 1]?.kind !== "number") return undefined;
  const joint = tokens[at]?.norm ?? "";
  const dash = text.slice(tokens[at - 1]?.end, tokens[at]?.start).trim() === "-";
  const joins = /^(?:or|to)$/.test(joint) || (joint === "and" && tokens[at - 2]?.norm === "between");
  const [number, length] = dash ? [tokens[at], 1] : [joins ? tokens[at + 1] : undefined, 2];
  if (number?.kind !== "number" || !isOpen(number)) return undefined;
  return { value: digitsOf(number), length, digits: true };
}

/** "a contractor", "another colleague": one; any other article is no number, and "employees of a vendor" are not one more. */
function article(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const word = tokens[at];
  if (!word || !isOpen(word) || !/^(?:a|an|another)$/.test(word.norm)) return undefined;
  if (/^(?:of|from|for|by|at|under|through|de)$/.test(tokens[at - 1]?.norm ?? "")) return undefined;
  const next = COUNT_ADJECTIVES.has(tokens[at + 1]?.norm ?? "") ? tokens[at + 2] : tokens[at + 1];
  const singular = /^(?:contractor|consultant|colleague|coworker|employee|vendor|contratista)$/.test(next?.norm ?? "");
  return singular ? { value: 1, length: 1, digits: false } : undefined;
}

/** "one", "two" and the Spanish "once" without a noun are hardly ever counts. */
function isPronoun(tokens: readonly Token[], at: number, { length }: NumberMatch): boolean {
  const small = /^(?:one|once|zero|two|three|un|una)$/.test(tokens[at]?.norm ?? "");
  return length === 1 && small && !/^(?:took|attended|completed|came|did)$/.test(tokens[at + 1]?.norm ?? "");
}

interface Noun {
  counted: Counted;
  /** Index of the last token of the noun phrase. */
  last: number;
  within: boolean;
}

/** The noun a number counts, at most four words on: "12 of our new city employees", "12 dpw staff". */
function nounAfter(sentence: Sentence, from: number): Noun | undefined {
  const { tokens } = sentence;
  const reach = reachOf(sentence, from);
  const at = reach.find((index) => isNoun(tokens[index]));
  const others = reach.some((index) => index !== at && OTHER_NOUNS.has(tokens[index]?.norm ?? ""));
  if (at === undefined) return others ? { counted: "others", last: from, within: false } : undefined;
  return POINTS_BACK.test(tokens[at]?.norm ?? "") ? partOf(sentence, at) : nounAt(sentence, from, at, others);
}

const POINTS_BACK = /^(?:them|whom|those)$/;

const isNoun = (token: Token | undefined) =>
  token !== undefined && isOpen(token) && (countedBy(token.norm) !== undefined || POINTS_BACK.test(token.norm));

/** Where the noun of a number may stand: after words that belong to it, up to and with the first that does not. */
function reachOf(sentence: Sentence, from: number): number[] {
  const reach: number[] = [];
  for (let at = from; at < from + 5 && sentence.tokens[at] && !breaksBefore(sentence, at); at += 1) {
    reach.push(at);
    const token = sentence.tokens[at];
    if (!token || isNoun(token) || !passable(token, at === from)) break;
  }
  return reach;
}

/** "12 people": nothing but a space or a plus between the number and its noun. */
const breaksBefore = ({ tokens, text }: Sentence, at: number) =>
  /[,;:.!?\n()-]/.test(text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start).trim());

/** Names of departments and courses may stand between a number and its noun; "3 were contractors" has a verb there. */
const passable = (token: Token, first: boolean) =>
  token.taken ||
  OTHER_NOUNS.has(token.norm) ||
  COUNT_ADJECTIVES.has(token.norm) ||
  (first && /^(?:were|are|was|is|being)$/.test(token.norm));

function countedBy(word: string): "employees" | "contractors" | "people" | undefined {
  if (CONTRACTOR_NOUNS.has(word)) return "contractors";
  if (EMPLOYEE_NOUNS.has(word)) return "employees";
  return PEOPLE_NOUNS.has(word) ? "people" : undefined;
}

function nounAt(sentence: Sentence, from: number, at: number, others: boolean): Noun {
  const between = sentence.tokens.slice(from, at).map((token) => token.norm);
  const counted = between.some((word) => /^contract(?:ed)?$/.test(word))
    ? "contractors"
    : (countedBy(sentence.tokens[at]?.norm ?? "") ?? "people");
  const pooled = pooledUpTo(sentence, at, counted);
  if (pooled !== undefined) return { counted: "both", last: pooled, within: false };
  const within = /^(?:were|are|was|is|being)$/.test(between[0] ?? "");
  return { counted: others ? onTop(counted) : counted, last: at, within };
}

const onTop = (counted: Counted): Counted => (counted === "contractors" ? "otherContractors" : "others");

/** "20 employees and contractors", "20 staff/contractors": one number for both. */
function pooledUpTo({ tokens, text }: Sentence, at: number, counted: Counted): number | undefined {
  const joint = text.slice(tokens[at]?.end, tokens[at + 1]?.start).trim();
  const and = /^(?:and|y|or)$/.test(tokens[at + 1]?.norm ?? "");
  if (counted === "people" || (!and && !/^[&/+]$/.test(joint))) return undefined;
  const next = and ? at + 2 : at + 1;
  const end = /^(?:our|the)$/.test(tokens[next]?.norm ?? "") ? next + 1 : next;
  const other = countedBy(tokens[end]?.norm ?? "");
  return other !== undefined && other !== "people" && other !== counted ? end : undefined;
}

/** "3 of them contractors", "3 of whom were contractors". */
function partOf({ tokens }: Sentence, at: number): Noun {
  const next = [at + 1, at + 2, at + 3].find((index) => countedBy(tokens[index]?.norm ?? "") !== undefined) ?? at;
  return { counted: countedBy(tokens[next]?.norm ?? "") ?? "people", last: next, within: true };
}

/** "a team of 8", "attendance: 12", "staff 17, contractors 2". */
function groupBefore(tokens: readonly Token[], at: number): Counted | undefined {
  const [two, one] = [tokens[at - 2]?.norm ?? "", tokens[at - 1]?.norm ?? ""];
  const group = /^(?:team|group|crew|class|total|attendance|headcount|audience|turnout|party)$/.test(two);
  if ((one === "of" && group) || /^(?:attendance|headcount|attendees|total|turnout)$/.test(one)) return "people";
  return /^(?:employees|staff|contractors|consultants)$/.test(one) ? countedBy(one) : undefined;
}
