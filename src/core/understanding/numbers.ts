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
  if (!NUMBER_WORDS.has(token.norm) && !OPENS.test(token.norm)) return undefined;
  return dozens(tokens, at) ?? numberWords(tokens, at);
}

/** Words that are no number and may begin one: "half a dozen", "a hundred". */
const OPENS = /^(?:an?|una|half|media|dozen|docena)$/;

export const digitsOf = ({ raw }: Token): number => Number(raw.replaceAll(",", ""));

/** "a couple dozen", "a few hundred": nobody counted. */
const isVagueMany = (before: Token | undefined, { norm }: Token) =>
  /^(?:dozen|hundred|thousand)$/.test(norm) && /^(?:couple|few|several|many|some)$/.test(before?.norm ?? "");

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

/** Thousands, then what is below a thousand: "three thousand two hundred and twelve". */
function numberWords(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const first = belowThousand(tokens, at) ?? articleBefore("thousand", tokens, at);
  if (!first || tokens[at + first.length]?.norm !== "thousand") return first;
  const thousands = { value: first.value * 1000, length: first.length + 1, digits: false };
  const and = tokens[at + thousands.length]?.norm === "and" ? 1 : 0;
  const rest = belowThousand(tokens, at + thousands.length + and);
  if (!rest) return thousands;
  return { value: thousands.value + rest.value, length: thousands.length + and + rest.length, digits: false };
}

/** "a hundred": the article counts one, and nothing by itself. */
function articleBefore(unit: string, tokens: readonly Token[], at: number): NumberMatch | undefined {
  const [word, next] = [tokens[at]?.norm ?? "", tokens[at + 1]?.norm];
  return /^an?$/.test(word) && next === unit ? { value: 1, length: 1, digits: false } : undefined;
}

function belowThousand(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const tens = belowHundred(tokens, at) ?? articleBefore("hundred", tokens, at);
  if (!tens || tens.value === 0 || tokens[at + tens.length]?.norm !== "hundred") return tens;
  const hundreds = { value: tens.value * 100, length: tens.length + 1, digits: false };
  const and = tokens[at + hundreds.length]?.norm === "and" ? 1 : 0;
  const rest = belowHundred(tokens, at + hundreds.length + and);
  if (!rest) return hundreds;
  return { value: hundreds.value + rest.value, length: hundreds.length + and + rest.length, digits: false };
}

/** "twelve", "thirty five", "twenty-three". */
function belowHundred(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const value = wordValue(tokens[at]);
  if (value === undefined) return undefined;
  const unit = value >= 20 && value % 10 === 0 ? (wordValue(tokens[at + 1]) ?? 0) : 0;
  return unit > 0 && unit < 10
    ? { value: value + unit, length: 2, digits: false }
    : { value, length: 1, digits: false };
}

const wordValue = (token: Token | undefined) => (token && isOpen(token) ? NUMBER_WORDS.get(token.norm) : undefined);
