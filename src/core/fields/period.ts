import {
  addDays,
  fiscalQuarter,
  fiscalYear,
  isIsoDate,
  latestMonth,
  monthPeriod,
  type Period,
  planPeriod,
  previousQuarter,
  printPeriod,
  quarterOf,
  rangePeriod,
  yearOf,
} from "../calendar/calendar.ts";
import {
  absent,
  ambiguous,
  type Context,
  type FieldOf,
  type Found,
  found,
  isBlank,
  unclear,
} from "../command/field.ts";
import type { City } from "../places/city.ts";
import { cleanText, sameLength, struckOut } from "../understanding/clean.ts";
import { datesIn } from "../understanding/dates.ts";
import { MONTHS } from "../understanding/lexicon.ts";
import type { Sentence, Stretch } from "../understanding/sentence.ts";

/**
 * A quarter, year, month, the plan's period or a range of days. Value: its canonical id (contract.md, Periods).
 * `besideDays` leaves single days alone, for commands that ask for one as well.
 */
export function period<const Optional extends boolean = false>(
  options: { optional?: Optional; default?: "this quarter" | "this year"; besideDays?: boolean } = {},
): FieldOf<string, Optional> {
  return {
    kind: "period",
    label: "Period",
    question: "Which period?",
    hint: "Like 2026-Q4, 2026, 2026-11 or plan",
    optional: (options.optional ?? false) as Optional,
    rank: 15,
    keys: ["quarter", "year", "month"],
    find: (sentence, context) => findPeriod(sentence, context, options.besideDays ?? false),
    read: readPeriod,
    write: (value) => value,
    print: (value, { city }) => printPeriod(periodOf(value, city)),
    control: () => ({ kind: "line", maxLength: 30 }),
    ...(options.default ? { fallback: CURRENT[options.default] } : {}),
  };
}

const CURRENT = {
  "this quarter": ({ city, today }: Context) => quarterOf(today, city).id,
  "this year": ({ city, today }: Context) => yearOf(today, city).id,
};

/** The period behind a canonical id. Throws on anything else: ids come from this field. */
export function periodOf(id: string, city: City): Period {
  const [start, end] = id.split("..");
  if (start && end) return rangePeriod(start, end);
  if (id === "plan") return planPeriod(city);
  const quarter = /^(?:FY)?(\d{4})-Q([1-4])$/.exec(id);
  if (quarter) return fiscalQuarter(Number(quarter[1]), Number(quarter[2]), city);
  const month = /^(\d{4})-(\d{2})$/.exec(id);
  if (month) return monthPeriod(Number(month[1]), Number(month[2]));
  const year = /^(?:FY)?(\d{4})$/.exec(id);
  if (year) return fiscalYear(Number(year[1]), city);
  throw new Error(`not a period id: ${id}`);
}

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

const range = (start: string, end: string) =>
  isIsoDate(start) && isIsoDate(end) && start <= end ? [`${start}..${end}`] : [];

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

interface Mention extends Stretch {
  said: string;
  ids: readonly string[];
}

/** Every period the text speaks of, by the first pattern that reads it. */
function periodsIn(text: string, context: Context): Mention[] {
  const mentions: Mention[] = [];
  let lower = sameLength(text);
  for (const [pattern, read] of PATTERNS) {
    for (let match = pattern.exec(lower); match && match[0].trim() !== ""; match = pattern.exec(lower)) {
      const end = match.index + match[0].length;
      mentions.push({ start: match.index, end, said: match[0].trim(), ids: read(match, context) });
      lower = struckOut(lower, { start: match.index, end });
    }
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** "Jan 1 to June 30 2026": two named days with a word of range between them. */
function daysIn(text: string, { today }: Context): Mention | undefined {
  const [first, last] = datesIn(text, today).filter(({ absolute, dates }) => absolute && dates.length === 1);
  if (!first || !last || !/^\s*(?:to|through|thru|until|-|and|\.\.)\s*$/.test(text.slice(first.end, last.start)))
    return undefined;
  const [from = "", to = ""] = [first.dates[0], last.dates[0]];
  const sameYear = `${to.slice(0, 4)}${from.slice(4)}`;
  const yearSaid = /\d{4}/.test(text.slice(first.start, first.end));
  const ids = range(yearSaid || sameYear > to ? from : sameYear, to);
  return { start: first.start, end: last.end, said: text.slice(first.start, last.end), ids };
}

function findPeriod(sentence: Sentence, context: Context, besideDays: boolean): Found<string> {
  const text = sentence.tokens.filter(({ taken }) => taken).reduce(struckOut, sentence.text);
  const days = daysIn(text, context);
  const mentions = days ? [days] : periodsIn(besideDays ? withoutDays(text, context) : text, context);
  for (const { start, end } of mentions) sentence.take(start, end);
  return mentions.length === 0 ? absent : decide(mentions, context);
}

/** "1 March 2026" is a day, and no month and no year. */
const withoutDays = (text: string, { today }: Context) =>
  datesIn(text, today)
    .filter(({ absolute, dates }) => absolute && dates.length > 0)
    .reduce(struckOut, text);

function decide(mentions: readonly Mention[], { city }: Context): Found<string> {
  const unread = mentions.find(({ ids }) => ids.length === 0);
  if (unread) return unclear(`"${unread.said}" is not a period.`);
  const ids = [...new Set(mentions.flatMap((mention) => mention.ids))];
  const [only] = ids;
  if (ids.length === 1 && only) return found(only);
  const said = mentions.map((mention) => mention.said).join(" … ");
  return ambiguous(ids, `"${said}" could be ${ids.map((id) => printPeriod(periodOf(id, city))).join(" or ")}.`);
}

function readPeriod(raw: unknown, context: Context): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  if (isPeriodId(typed, context.city)) return found(typed);
  const days = daysIn(typed, context);
  const mentions = days ? [days] : periodsIn(typed, context);
  const [first] = mentions;
  if (first && mentions.length === 1 && first.end - first.start === typed.length) return decide(mentions, context);
  return unclear(
    `I do not understand "${typed}" as a period. Write it like 2026-Q4, 2026, 2026-11, plan or 2026-01-01..2026-06-30.`,
  );
}

/** Written as the bot writes it: then there is nothing to ask, even where a bare year would have two readings. */
export function isPeriodId(typed: string, city: City): boolean {
  const [start = "", end = ""] = typed.split("..");
  if (/^\d{4}-\d{2}-\d{2}$/.test(end)) return range(start, end).length > 0;
  const year = city.fiscalStartMonth === 1 ? "" : "FY";
  return typed === "plan" || new RegExp(`^${year}\\d{4}(?:-Q[1-4])?$|^\\d{4}-(?:0[1-9]|1[0-2])$`).test(typed);
}
