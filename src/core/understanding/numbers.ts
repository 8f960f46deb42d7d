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
  if (token.kind === "number") return { value: digitsOf(token), length: 1, digits: true };
  return dozens(tokens, at) ?? numberWords(tokens, at);
}

export const digitsOf = ({ raw }: Token): number => Number(raw.replaceAll(",", ""));

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
  const times = NUMBER_WORDS.get(words[0] ?? "");
  const many = times !== undefined && /^(?:dozen|docenas)$/.test(words[1] ?? "");
  return many ? { value: times * 12, length: 2, digits: false } : undefined;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1000],
]);

function numberWords(tokens: readonly Token[], at: number): NumberMatch | undefined {
  let number = firstWord(tokens, at);
  for (let longer = number; longer; longer = carriedOn(tokens, at, longer)) number = longer;
  return number;
}

function firstWord(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const word = tokens[at]?.norm ?? "";
  const article = /^an?$/.test(word) ? UNITS.get(tokens[at + 1]?.norm ?? "") : undefined;
  if (article !== undefined) return { value: article, length: 2, digits: false };
  const value = NUMBER_WORDS.get(word) ?? UNITS.get(word);
  return value === undefined ? undefined : { value, length: 1, digits: false };
}

/** The number with its next word; "one hundred and five" goes on, "one hundred and Ana" does not. */
function carriedOn(tokens: readonly Token[], at: number, { value, length }: NumberMatch): NumberMatch | undefined {
  const and = tokens[at + length]?.norm === "and" && value % 100 === 0 ? 1 : 0;
  const token = tokens[at + length + and];
  const next = token && isOpen(token) && value > 0 ? withNext(token.norm, value) : undefined;
  if (next === undefined || (and > 0 && next - value >= 100)) return undefined;
  return { value: next, length: length + and + 1, digits: false };
}

/** "twenty" then "three" adds, "hundred" multiplies; anything else ends the number. */
function withNext(word: string, sofar: number): number | undefined {
  const unit = UNITS.get(word);
  if (unit !== undefined) return sofar < unit ? sofar * unit : undefined;
  const value = NUMBER_WORDS.get(word) ?? 0;
  const fits = sofar % 100 === 0 ? value < 100 : value < 10 && sofar % 10 === 0 && sofar % 100 >= 20;
  return value > 0 && fits ? sofar + value : undefined;
}
