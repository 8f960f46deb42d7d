import { fiscalYear, yearOf } from "../../../core/calendar/calendar.ts";
import {
  absent,
  ambiguous,
  type Context,
  type FieldOf,
  type Found,
  found,
  isBlank,
  unclear,
} from "../../../core/command/field.ts";
import { sameLength } from "../../../core/understanding/clean.ts";
import type { Sentence } from "../../../core/understanding/sentence.ts";

const SAID = /\bfy ?(\d{4}|\d{2})\b|\bbudget(?: year)? (?:of |for )?(20\d{2})\b|\b(20\d{2})(?:'?s)? budget\b/g;

/** The fiscal year of a budget, labelled by the year it ends in. Value: that year. Assumed to be the current one. */
export function budgetYear(): FieldOf<number, false> {
  return {
    kind: "budget-year",
    label: "Budget year",
    question: "Which budget year?",
    hint: "Like 2027; a fiscal year is called by the year it ends in",
    optional: false,
    rank: 4,
    keys: ["budget", "year", "fy"],
    find,
    read: readYear,
    write: String,
    print: (value, { city }) => fiscalYear(value, city).label,
    control: () => ({ kind: "line", maxLength: 8 }),
    fallback: ({ city, today }: Context) => Number(yearOf(today, city).id.replace("FY", "")),
  };
}

function find(sentence: Sentence): Found<number> {
  const matches = [...sameLength(sentence.text).matchAll(SAID)];
  for (const { index, 0: words } of matches) sentence.take(index, index + words.length);
  const years = [...new Set(matches.map(([, fy, after, before]) => fullYear(fy ?? after ?? before ?? "")))];
  const [only] = years;
  if (only === undefined) return absent;
  return years.length === 1 ? found(only) : ambiguous(years, "More than one budget year is named.");
}

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

function readYear(raw: unknown): Found<number> {
  if (isBlank(raw)) return absent;
  const [, digits] = /^(?:fy)?\s?(20\d{2}|\d{2})$/i.exec(String(raw).trim()) ?? [];
  return digits === undefined ? unclear(`"${String(raw)}" is not a year like 2027.`) : found(fullYear(digits));
}
