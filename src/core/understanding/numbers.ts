import { NUMBER_WORDS } from "./lexicon.ts";
import type { Token } from "./sentence.ts";

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
  if (!token || token.taken) return undefined;
  if (token.kind === "number") return { value: Number(token.raw.replaceAll(",", "")), length: 1, digits: true };
  return dozens(tokens, at) ?? numberWords(tokens, at);
}

function dozens(tokens: readonly Token[], at: number): NumberMatch | undefined {
  const word = (offset: number) => tokens[at + offset]?.norm;
  if (word(0) === "dozen" || word(0) === "docena") return { value: 12, length: 1, digits: false };
  if (word(0) === "half" && (word(1) === "a" || word(1) === "dozen")) {
    return word(1) === "dozen" || word(2) === "dozen"
      ? { value: 6, length: word(1) === "a" ? 3 : 2, digits: false }
      : undefined;
  }
  if (word(1) !== "dozen" && word(1) !== "docena") return undefined;
  if (word(0) === "a" || word(0) === "una") return { value: 12, length: 2, digits: false };
  const times = tokens[at]?.kind === "word" ? NUMBER_WORDS[word(0) ?? ""] : undefined;
  return times === undefined ? undefined : { value: times * 12, length: 2, digits: false };
}

function numberWords(tokens: readonly Token[], at: number): NumberMatch | undefined {
  let value: number | undefined;
  let length = 0;
  for (const token of tokens.slice(at)) {
    const next = nextNumberWord(token.norm, value);
    if (token.taken || next === undefined) break;
    value = next;
    length += 1;
  }
  return value === undefined ? undefined : { value, length, digits: false };
}

/** "twenty" then "three" adds, "hundred" multiplies; anything else ends the number. */
function nextNumberWord(word: string, sofar: number | undefined): number | undefined {
  const value = NUMBER_WORDS[word];
  if (sofar === undefined) return value;
  if (word === "hundred" && sofar < 10) return sofar * 100;
  if (word === "thousand" && sofar < 1000) return sofar * 1000;
  if (value === undefined) return undefined;
  const addsUnits = value > 0 && value < 10 && sofar % 10 === 0 && sofar % 100 >= 20;
  const addsTens = value < 100 && sofar % 100 === 0;
  return addsUnits || addsTens ? sofar + value : undefined;
}
