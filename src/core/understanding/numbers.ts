import { NUMBER_WORDS } from "./lexicon.ts";
import { isOpen, type Token } from "./sentence.ts";

export interface NumberMatch {
  value: number;
  /** How many tokens the number takes. */
  length: number;
  /** "12" stands for itself; "one" may be a pronoun. */
  digits: boolean;
}

/** The number that starts at this token, as digits or words: "12", "1,200", "twenty-three", "half a dozen". */
export function numberAt(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const token = tokens[at];
  if (!token || !isOpen(token) || isVagueMany(tokens[at - 1], token)) return undefined;
  if (token.kind === "number") return { value: Number(token.raw.replaceAll(",", "")), length: 1, digits: true };
  return dozens(tokens, at) ?? numberWords(tokens, at);
}

/** "a couple dozen", "a few hundred": nobody counted. */
const isVagueMany = (before: Token | undefined, { norm }: Token) =>
  /^(?:couple|few|several|many|some)$/.test(before?.norm ?? "") && /^(?:dozen|hundred|thousand)$/.test(norm);

/** Longest first, so that "half a dozen" is six and not twelve. */
const DOZENS: readonly (readonly [RegExp, number])[] = [
  [/^half a dozen\b/, 6],
  [/^(?:a )?half dozen\b|^media docena\b/, 6],
  [/^(?:a|una) (?:dozen|docena)\b|^(?:dozen|docena)\b/, 12],
];

function dozens(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const words = tokens.slice(at, at + 3).map((token) => token.norm);
  const text = words.join(" ");
  for (const [pattern, value] of DOZENS) {
    const match = pattern.exec(text);
    if (match) return { value, length: match[0].split(" ").length, digits: false };
  }
  const times = NUMBER_WORDS[words[0] ?? ""];
  const many = times !== undefined && (words[1] === "dozen" || words[1] === "docenas");
  return many ? { value: times * 12, length: 2, digits: false } : undefined;
}

const UNITS: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000 };

function numberWords(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const aHundred = /^an?$/.test(tokens[at]?.norm ?? "") && (tokens[at + 1]?.norm ?? "") in UNITS;
  let value: number | undefined = aHundred ? 1 : undefined;
  let length = aHundred ? 1 : 0;
  for (const [ahead, token] of tokens.slice(at + length).entries()) {
    const next = token.norm === "and" ? value : nextNumberWord(token.norm, value);
    const carriesOn = token.norm !== "and" || isHundredAnd(value, tokens[at + length + 1]);
    if (!isOpen(token) || next === undefined || !carriesOn || ahead > 6) break;
    value = next;
    length += 1;
  }
  return value === undefined ? undefined : { value, length, digits: false };
}

/** "one hundred and five" goes on; "one hundred and Ana" does not. */
const isHundredAnd = (sofar: number | undefined, next: Token | undefined) =>
  sofar !== undefined && sofar > 0 && sofar % 100 === 0 && (NUMBER_WORDS[next?.norm ?? ""] ?? 100) < 100;

/** "twenty" then "three" adds, "hundred" multiplies; anything else ends the number. */
function nextNumberWord(word: string, sofar: number | undefined): number | undefined {
  const unit = UNITS[word];
  if (unit !== undefined) return sofar === undefined || sofar < unit ? (sofar ?? 1) * unit : undefined;
  const value = NUMBER_WORDS[word];
  if (sofar === undefined || value === undefined) return value;
  const addsUnits = value > 0 && value < 10 && sofar % 10 === 0 && sofar % 100 >= 20;
  const addsTens = value < 100 && sofar % 100 === 0;
  return addsUnits || addsTens ? sofar + value : undefined;
}
