import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../command/field.ts";
import { cleanText, sameLength } from "../understanding/clean.ts";
import type { Sentence } from "../understanding/sentence.ts";

const MOST = 10_000;

/** How many of something, none included: "2 vacancies", "no applicants". Value: 0 to 10,000. */
export function wholeNumber<const Optional extends boolean = false>(options: {
  label: string;
  /** The plural or singular behind the number. */
  noun: RegExp;
  optional?: Optional;
  keys?: readonly string[];
}): FieldOf<number, Optional> {
  const said = new RegExp(String.raw`\b(\d{1,5}|no|zero)\s+(?:open\s+|vacant\s+)?(?:${options.noun.source})\b`);
  return {
    kind: "whole-number",
    label: options.label,
    question: `${options.label}: how many?`,
    optional: (options.optional ?? false) as Optional,
    rank: 44,
    keys: options.keys ?? [],
    find: (sentence) => findNumber(sentence, said),
    read: (raw) => (isBlank(raw) ? absent : readNumber(cleanText(String(raw)))),
    write: String,
    print: (value) => value.toLocaleString("en-US"),
    control: () => ({ kind: "line", maxLength: 6 }),
  };
}

function findNumber(sentence: Sentence, said: RegExp): Found<number> {
  const match = said.exec(sameLength(sentence.text));
  if (!match) return absent;
  sentence.take(match.index, match.index + match[0].length);
  return readNumber((match[1] ?? "").replace(/^(?:no|zero)$/, "0"));
}

function readNumber(typed: string): Found<number> {
  const value = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  return value <= MOST
    ? found(value)
    : unclear(`"${typed}" is not a number from 0 to ${MOST.toLocaleString("en-US")}.`);
}
