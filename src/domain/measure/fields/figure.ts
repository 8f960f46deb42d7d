import { absent, ambiguous, type FieldOf, type Found, found, isBlank, unclear } from "../../../core/command/field.ts";
import { type Decimal, decimalOf, printDecimal } from "../../../core/records/decimal.ts";
import { cleanText } from "../../../core/understanding/clean.ts";
import { numberAt } from "../../../core/understanding/numbers.ts";
import type { Sentence, Token } from "../../../core/understanding/sentence.ts";

/** Which number of a sentence is meant: the figure itself, the total it is out of, or one audience's. */
export type FigurePart = "value" | "of" | "employees" | "contractors";

/** A number of a measure: exact, so that dollars add up. Value: a decimal. */
export function figure(part: FigurePart, options: { label: string; hint?: string }): FieldOf<Decimal, true> {
  return {
    kind: "figure",
    label: options.label,
    question: "What is the figure?",
    ...(options.hint ? { hint: options.hint } : {}),
    optional: true,
    rank: RANKS[part],
    keys: KEYS[part],
    find: (sentence) => FINDERS[part](sentence),
    read: readFigure,
    write: (value) => value,
    print: (value) => printDecimal(value),
    control: () => ({ kind: "line", maxLength: 24 }),
  };
}

/** The figure is what is left when the others have taken theirs. */
const RANKS = { of: 45, employees: 46, contractors: 46, value: 50 } as const;

const KEYS = {
  value: ["figure", "count", "number", "amount", "updated", "translated", "done", "yes"],
  of: ["total", "out-of", "outof", "all"],
  employees: ["employee", "staff"],
  contractors: ["contractor"],
} as const;

interface Said {
  value: Decimal;
  tokens: readonly Token[];
}

/** Every number that nothing has taken, as digits or words. */
function numbersIn({ tokens }: Sentence): Said[] {
  const all: Said[] = [];
  for (let at = 0; at < tokens.length; ) {
    const number = isBase(tokens, at) ? undefined : numberAt(tokens, at);
    const value = number && amountAt(number, tokens[at]);
    if (number && value !== undefined) all.push({ value, tokens: tokens.slice(at, at + number.length) });
    at += number?.length ?? 1;
  }
  return all;
}

/** Digits as they were typed, or the number of words. */
const amountAt = ({ digits, value }: { digits: boolean; value: number }, token: Token | undefined) =>
  decimalOf(digits ? (token?.raw ?? "") : String(value));

/** "per 1,000" says what a rate is of, and is no figure. */
const isBase = (tokens: readonly Token[], at: number): boolean => tokens[at - 1]?.raw.toLowerCase() === "per";

const startOf = ({ tokens }: Said) => tokens[0]?.start ?? 0;
const endOf = ({ tokens }: Said) => tokens.at(-1)?.end ?? 0;

/** A unit of thousands, or a share without its total: writing it out leaves no doubt. */
const NOT_PLAIN = /^\s?(?:%|percent\b|per cent\b|k\b|thousand\b|m\b|million\b|bn?\b|billion\b)/i;

/** The unit of a rate, or of percentage points: part of the figure. */
const UNIT = /^\s?per \d[\d,]*\b|^\s?(?:percentage points?|points?|pp)\b/i;

function take(sentence: Sentence, said: Said): Found<Decimal> {
  const start = startOf(said);
  const end = endOf(said) + (UNIT.exec(sentence.text.slice(endOf(said)))?.[0].length ?? 0);
  sentence.take(start, end);
  const after = NOT_PLAIN.exec(sentence.text.slice(end))?.[0];
  if (after === undefined) return found(said.value);
  const typed = sentence.text.slice(start, end) + after;
  return unclear(`"${typed}" must be written out: a share as 30 of 120, a large number in digits.`);
}

const FINDERS: Record<FigurePart, (sentence: Sentence) => Found<Decimal>> = {
  of: (sentence) => {
    const numbers = numbersIn(sentence);
    const total = numbers.find((said, at) => {
      const before = numbers[at - 1];
      const between = before && sentence.text.slice(endOf(before), startOf(said));
      return between !== undefined && /^\s*(?:of|out of|\/)\s*(?:the |all |a total of )?$/i.test(between);
    });
    return total ? take(sentence, total) : absent;
  },
  employees: (sentence) => followedBy(sentence, /^ (?:employees?|staff)\b/i),
  contractors: (sentence) => followedBy(sentence, /^ contractors?\b/i),
  value: (sentence) => {
    const numbers = numbersIn(sentence);
    const [only, other] = numbers;
    if (!only) return absent;
    if (!other) return take(sentence, only);
    return ambiguous(
      numbers.map(({ value }) => value),
      "More than one number is there.",
    );
  },
};

function followedBy(sentence: Sentence, noun: RegExp): Found<Decimal> {
  const said = numbersIn(sentence).find((one) => noun.test(sentence.text.slice(endOf(one))));
  const match = said && noun.exec(sentence.text.slice(endOf(said)));
  if (!said || !match) return absent;
  sentence.take(startOf(said), endOf(said) + match[0].length);
  return found(said.value);
}

function readFigure(raw: unknown): Found<Decimal> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  const value = decimalOf(typed);
  return value === undefined
    ? unclear(`"${typed}" is not a number. Write it in digits, like 1250 or 1250.50.`)
    : found(value);
}
