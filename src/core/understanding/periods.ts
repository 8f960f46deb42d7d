import { Temporal } from "temporal-polyfill";
import {
  addDays,
  fiscalQuarter,
  fiscalYear,
  latestMonth,
  previousQuarter,
  quarterOf,
  yearOf,
} from "../calendar/calendar.ts";
import { periodOf } from "../calendar/period-id.ts";
import type { Context } from "../command/field.ts";
import type { City } from "../places/city.ts";
import { sameLength, struckOut } from "./clean.ts";
import { MONTHS, NUMBER_WORDS } from "./lexicon.ts";
import { inContext, type Mention, range } from "./period-days.ts";

type Reading = (match: RegExpExecArray, context: Context) => readonly string[];

const MONTH_NAMES = [...MONTHS]
  .filter((month) => month.length >= 3 && month !== "mar")
  .sort((a, b) => b.length - a.length)
  .join("|");

const PATTERNS: readonly (readonly [RegExp, Reading])[] = [
  [
    /\b(\d{4}-\d{2}-\d{2})\s*(?:\.\.|to|through|until)\s*(\d{4}-\d{2}-\d{2})\b/,
    (match) => range(match[1] ?? "", match[2] ?? ""),
  ],
  [
    /\b(fy ?)?(\d{4})[- ]?q([1-4])\s*(?:\.\.|-|to|through|until)\s*q([1-4])\b/,
    (match, { city }) => quartersIn(Number(match[2]), [Number(match[3]), Number(match[4])], Boolean(match[1]), city),
  ],
  [
    /\bq([1-4])\s*(?:\.\.|-|to|through|until)\s*q([1-4]),?(?: of)? ?(fy ?)?(\d{4})\b/,
    (match, { city }) => quartersIn(Number(match[4]), [Number(match[1]), Number(match[2])], Boolean(match[3]), city),
  ],
  [
    new RegExp(
      `\\b(?:from |between )?(${MONTH_NAMES})(?:,? (\\d{4}))? ?(?:-|to|through|thru|until|and) ?(${MONTH_NAMES})(?:,? (\\d{4}))?\\b(?! \\d)`,
    ),
    (match, context) => monthsIn([match[1], match[2]], [match[3], match[4]], context),
  ],
  [
    /\b(?:the )?(?:(first|1st|second|2nd) half(?: of)?(?: the)?|h([12])),?(?: of)? ?(?:(fy ?)?(\d{4})|(this|last|current|previous) year|year)?(?!\w)|\b(fy ?)?(\d{4})[- ]?h([12])\b/,
    halfIn,
  ],
  [
    /\b(?:the )?(?:last|past|previous) (\d{1,2}|two|three|four|five|six|nine|ten|twelve) (day|week|month|quarter|year)s\b/,
    (match, context) => lastOf(match[1] ?? "", match[2] ?? "", context),
  ],
  [
    /\bfy ?(\d{2}|\d{4}) ?[/-] ?(\d{2}|\d{4})\b/,
    ([, from, to], { city }) =>
      city.fiscalStartMonth !== 1 && fullYear(to) === fullYear(from) + 1 ? [fiscalYear(fullYear(to), city).id] : [],
  ],
  [/\b(\d{2})[- ]?q([1-4])\b/, (match, { city }) => quarterIn(fullYear(match[1]), Number(match[2]), false, city)],
  [/\bfy ?(\d{2})[- ]?q([1-4])\b/, (match, { city }) => quarterIn(fullYear(match[1]), Number(match[2]), true, city)],
  [
    /\b(fy ?)?(\d{4})[- ]?q([1-4])\b/,
    (match, { city }) => quarterIn(Number(match[2]), Number(match[3]), Boolean(match[1]), city),
  ],
  [
    /\b(?:the )?(?:q([1-4])|(first|second|third|fourth) quarter),?(?: of)? ?(fy ?)?(\d{4}|\d{2}(?= |$))\b/,
    (match, { city }) => quarterIn(fullYear(match[4]), quarterNumber(match), Boolean(match[3]), city),
  ],
  [
    /\b(?:the )?(?:q([1-4])|(first|second|third|fourth) quarter)\b/,
    (match, context) => bareQuarter(quarterNumber(match), context),
  ],
  [/\bq\d+\b/, () => []],
  [/\b(?:this|current|the) quarter\b|\bthis qtr\b/, (_match, { city, today }) => [quarterOf(today, city).id]],
  [
    /\b(?:last|previous|prior) (?:quarter|qtr)\b/,
    (_match, { city, today }) => [previousQuarter(quarterOf(today, city), city).id],
  ],
  [
    /\b(?:this|current)(?: fiscal)? year\b|\byear to date\b|\bytd\b/,
    (_match, { city, today }) => [yearOf(today, city).id],
  ],
  [
    /\b(?:last|previous|prior)(?: fiscal)? year\b/,
    (_match, { city, today }) => [yearOf(addDays(yearOf(today, city).start, -1), city).id],
  ],
  [/\b(?:this|current) month\b/, (_match, { today }) => [today.slice(0, 7)]],
  [/\b(?:last|previous) month\b/, (_match, { today }) => [addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)]],
  [/\b(?:the |whole |entire )?plan(?: period)?\b/, () => ["plan"]],
  [/\bfy ?(\d{4}|\d{2})\b/, (match, { city }) => [fiscalYear(fullYear(match[1]), city).id]],
  [/\b(\d{4})-(0[1-9]|1[0-2])\b(?!-)/, (match) => [`${match[1]}-${match[2]}`]],
  [
    new RegExp(`\\b(?:in |for |during )?(${MONTH_NAMES})(?:,? (\\d{4}))?\\b(?! \\d)`),
    (match, context) => [latestMonth(match[1] ?? "", match[2], context.today)],
  ],
  [/\b(20\d{2})\b(?![-/\d])/, (match, { city }) => bareYear(Number(match[1]), city)],
];

const fullYear = (digits: string | undefined) => (digits?.length === 2 ? 2000 + Number(digits) : Number(digits));

const quarterNumber = (match: RegExpExecArray) =>
  Number(match[1] ?? ["first", "second", "third", "fourth"].indexOf(match[2] ?? "") + 1);

/** Where the fiscal year is not the calendar year, "2026 Q4" has two readings unless FY is said. */
function quarterIn(year: number, quarter: number, fiscal: boolean, city: City): string[] {
  if (city.fiscalStartMonth === 1 || fiscal) return [fiscalQuarter(year, quarter, city).id];
  return [fiscalQuarter(year, quarter, city).id, calendarQuarter(year, quarter, city)];
}

/** "2026 q1..q3": from the first day of the one to the last of the other, in each reading of the year. */
function quartersIn(year: number, [from, to]: [number, number], fiscal: boolean, city: City): string[] {
  const ends = quarterIn(year, to, fiscal, city);
  return quarterIn(year, from, fiscal, city).flatMap((id, at) =>
    range(periodOf(id, city).start, periodOf(ends[at] ?? id, city).end),
  );
}

/** "First half of 2026", "2026 H1", in each reading of the year; without one this year's. */
function halfIn(match: RegExpExecArray, context: Context): readonly string[] {
  const [, ordinal, number, fiscal, year, near, fiscalBefore, yearBefore, numberBefore] = match;
  const half = Number(number ?? numberBefore ?? (/^(?:first|1st)$/.test(ordinal ?? "") ? 1 : 2));
  const { city, today } = context;
  const thisYear = Number(yearOf(today, city).id.replace("FY", ""));
  const said = year ?? yearBefore;
  const of = said === undefined ? thisYear - (/^(?:last|previous)$/.test(near ?? "") ? 1 : 0) : Number(said);
  return quartersIn(of, [2 * half - 1, 2 * half], said === undefined || Boolean(fiscal ?? fiscalBefore), city);
}

/** "Last 6 months" end today; "last 2 quarters" are over. */
function lastOf(said: string, unit: string, { city, today }: Context): string[] {
  const number = NUMBER_WORDS.get(said) ?? Number(said);
  if (unit === "day" || unit === "week") return range(addDays(today, 1 - number * (unit === "week" ? 7 : 1)), today);
  if (unit !== "quarter") {
    const before = Temporal.PlainDate.from(today).subtract({ [`${unit}s`]: number });
    return range(before.toString(), today);
  }
  const quarters = [previousQuarter(quarterOf(today, city), city)];
  while (quarters.length < number) quarters.unshift(previousQuarter(quarters[0] ?? quarterOf(today, city), city));
  return range(quarters[0]?.start ?? "", quarters.at(-1)?.end ?? "");
}

type SaidMonth = readonly [name: string | undefined, year: string | undefined];

/** "July to September": the latest such months that have begun. */
function monthsIn([from, fromYear]: SaidMonth, [to, toYear]: SaidMonth, { city, today }: Context): string[] {
  const last = periodOf(latestMonth(to ?? "", toYear ?? fromYear, today), city);
  const first = periodOf(latestMonth(from ?? "", fromYear ?? toYear, last.end), city);
  return range(first.start, last.end);
}

/** The fiscal quarter that a calendar quarter coincides with (fiscal years start with a quarter's month). */
function calendarQuarter(year: number, quarter: number, city: City): string {
  return quarterOf(`${year}-${String(3 * quarter - 2).padStart(2, "0")}-01`, city).id;
}

function bareQuarter(quarter: number, { city, today }: Context): string[] {
  const thisYear = Number(yearOf(today, city).id.replace("FY", ""));
  const inYear = (year: number) => fiscalQuarter(year, quarter, city);
  const fiscal = inYear(thisYear).start <= today ? inYear(thisYear) : inYear(thisYear - 1);
  if (city.fiscalStartMonth === 1) return [fiscal.id];
  const year = Number(today.slice(0, 4));
  const calendar = [year, year - 1]
    .map((one) => quarterOf(`${one}-${String(3 * quarter - 2).padStart(2, "0")}-01`, city))
    .find(({ start }) => start <= today);
  return [...new Set([fiscal.id, ...(calendar ? [calendar.id] : [])])];
}

const bareYear = (year: number, city: City) =>
  city.fiscalStartMonth === 1
    ? [fiscalYear(year, city).id]
    : [fiscalYear(year, city).id, `${year}-01-01..${year}-12-31`];

/** Every period the text speaks of, by the first pattern that reads it. */
export function periodsIn(text: string, context: Context): Mention[] {
  const mentions: Mention[] = [];
  let lower = sameLength(text);
  for (const [pattern, read] of PATTERNS) {
    for (let match = pattern.exec(lower); match && match[0].trim() !== ""; match = pattern.exec(lower)) {
      const plain = { start: match.index, end: match.index + match[0].length };
      const mention = inContext({ ...plain, said: match[0].trim(), ids: read(match, context) }, lower, context);
      mentions.push(mention);
      lower = struckOut(lower, mention);
    }
  }
  return mentions.sort((a, b) => a.start - b.start);
}
