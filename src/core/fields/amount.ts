import { absent, ambiguous, type FieldOf, type Found, found, isBlank, unclear } from "../command/field.ts";
import { decimalOf, printFte, printMoney, readHundredths } from "../records/hundredths.ts";
import { cleanText, sameLength } from "../understanding/clean.ts";
import type { Sentence } from "../understanding/sentence.ts";

interface AmountOptions<Optional extends boolean> {
  label: string;
  question?: string;
  hint?: string;
  optional?: Optional;
  keys?: readonly string[];
  /** Found as `name=…` and in forms only. */
  keyOnly?: true;
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const UNIT = String.raw`(?:\s?(?:k|mm?|thousand|million|billion)\b)?`;
const MONEY = new RegExp(
  String.raw`\(\$\s?(?:${NUMBER})${UNIT}\)|(?:[-+]\s?|\b(?:minus|plus)\s)?\$\s?-?(?:${NUMBER})${UNIT}|(?:(?<![\w.])[-+]|\b(?:minus|plus)\s)?\b(?:${NUMBER})${UNIT}\s?(?:dollars|usd)\b`,
  "g",
);
const FTE = new RegExp(String.raw`(?:(?<![\w.])[-+]\s?|\b(?:minus|plus)\s)?(?<![\w.])(?:${NUMBER})\s?ftes?\b`, "g");

/** Dollars and cents, signed. Value: a decimal, "-25000.00". */
export const money = <const Optional extends boolean = false>(options: AmountOptions<Optional>) =>
  amount("money", MONEY, printMoney, "-25000 or $1,250.50", options);

/** Full-time equivalents, signed. Value: a decimal, "-0.50". */
export const fte = <const Optional extends boolean = false>(options: AmountOptions<Optional>) =>
  amount("fte", FTE, printFte, "-0.5 or 2", options);

function amount<const Optional extends boolean>(
  kind: string,
  said: RegExp,
  print: (hundredths: number) => string,
  example: string,
  options: AmountOptions<Optional>,
): FieldOf<string, Optional> {
  return {
    kind,
    label: options.label,
    question: options.question ?? `${options.label}?`,
    hint: options.hint ?? `Like ${example}`,
    optional: (options.optional ?? false) as Optional,
    // Before dates and counts, which would read into "$25,000".
    rank: 3,
    keys: options.keys ?? [],
    find: (sentence) => (options.keyOnly ? absent : find(sentence, said)),
    read(raw) {
      if (isBlank(raw)) return absent;
      const typed = cleanText(String(raw));
      const value = readHundredths(plainly(typed));
      return value === undefined
        ? unclear(`"${typed}" is not an amount. Write it like ${example}.`)
        : found(decimalOf(value));
    },
    write: (value) => value,
    print: (value) => print(readHundredths(value) ?? 0),
    control: () => ({ kind: "line", maxLength: 30 }),
  };
}

/** Words that may say that it is taken away. */
const LESS =
  /\b(?:cut(?:s|ting)?|reduc\w+|decreas\w+|less|fewer|remov\w+|eliminat\w+|sav(?:e|es|ed|ing|ings)|lower\w*|minus|drop(?:s|ped)?|lost|lose[sn]?)\b/;

function find(sentence: Sentence, said: RegExp): Found<string> {
  const text = sameLength(sentence.text);
  const matches = [...text.matchAll(said)].filter(({ index, 0: words }) =>
    sentence.free().some(({ start, end }) => end > index && start < index + words.length),
  );
  const [first] = matches;
  if (!first) return absent;
  for (const { index, 0: words } of matches) sentence.take(index, index + words.length);
  const values = [...new Set(matches.map(({ 0: words }) => readHundredths(plainly(words))))];
  const [value] = values;
  if (value === undefined || values.includes(undefined)) return unclear(`"${first[0].trim()}" is not an amount.`);
  if (values.length > 1)
    return ambiguous(
      values.flatMap((one) => decimalOf(one ?? 0)),
      "More than one amount is named.",
    );
  const signed = /^(?:\(|[-+]|minus|plus)|\$\s?-/.test(first[0]);
  const less = LESS.exec(text);
  if (signed || !less) return found(decimalOf(value));
  sentence.take(less.index, less.index + less[0].length);
  return ambiguous([-value, value].map(decimalOf), "Is it taken away, or added?");
}

/** Only the sign and the figures. */
const plainly = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/^minus\s+/, "-")
    .replace(/^plus\s+/, "")
    .replace(/\s*(?:ftes?|dollars|usd)$/, "")
    .replace(/[$\s]/g, "");
