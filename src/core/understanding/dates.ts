import * as chrono from "chrono-node";
import { Temporal } from "temporal-polyfill";
import { isIsoDate, weekdayOf } from "../calendar/calendar.ts";
import type { Context } from "../command/field.ts";
import type { IsoDate } from "../places/city.ts";
import { sameLength, struckOut } from "./clean.ts";
import { COUNTED, MONTH_NAMES, SPANISH_MONTHS, WEEKDAYS } from "./lexicon.ts";
import { GREETING, RELATIVE, VAGUE } from "./relative-dates.ts";

/** A stretch of text that says a day: its readings, best first; none when it is too vague to be one. */
export interface DateMatch {
  start: number;
  end: number;
  dates: readonly IsoDate[];
  /** The day is named, not told by its distance from today ("Oct 3", not "last week"). */
  absolute: boolean;
  /** It is told by the name of a weekday. */
  weekday?: boolean;
}

const ORDINAL = "(?:st|nd|rd|th)?";
/** As it is dictated: "december fourth", "the twenty-first of may". */
const SPOKEN_DAY =
  "(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie)th";
/** "october 12 people" is a month and a count: a number that counts somebody is no day. */
const NO_COUNT = `(?!\\d|[:/]\\d|%|,\\d|\\+? (?:${COUNTED})\\b)`;
const MORE_DAYS = `(?:(?: ?[-&] ?| (?:and|or|to|through|thru|y) )\\d{1,2}${ORDINAL}${NO_COUNT})*`;
const YEAR = "(?:(?:,? (?:de )?|-)(?:19|20)\\d{2})?";

/** Days named by month and day; chrono reads each, and is trusted only when it reads all of it (quality.md 7). */
const NAMED: readonly RegExp[] = [
  /(?<![\d/.-])\d{4}[-/]\d{1,2}[-/]\d{1,2}(?![\d/-])/g,
  new RegExp(`\\b(?:${MONTH_NAMES})\\.? ?(?:the )?\\d{1,2}${ORDINAL}${NO_COUNT}${MORE_DAYS}${YEAR}`, "g"),
  new RegExp(`(?<![\\d/.-])(?:the )?\\d{1,2}${ORDINAL}[ -](?:of |de )?(?:${MONTH_NAMES})\\b\\.?${YEAR}`, "g"),
  new RegExp(`\\b(?:${MONTH_NAMES})\\.? (?:the )?(?:${SPOKEN_DAY})\\b${YEAR}`, "g"),
  new RegExp(`\\b(?:the )?(?:${SPOKEN_DAY})[ -]of (?:${MONTH_NAMES})\\b\\.?${YEAR}`, "g"),
  /(?<=^\s*|[,;/|]\s*|\bon\s+)\d{1,2}-\d{1,2}(?=\s*(?:$|[,;/|.\ue000]))|(?<=[a-z\ue000] )\d{1,2}-\d{1,2}(?=\s*$)/g,
  /(?<![\d/.-])(?!24\/7)\d{1,2}(?:\/\d{1,2}(?:\/(?:\d{4}|\d{2}))?|[.-]\d{1,2}[.-](?:\d{4}|\d{2}))(?![\d/%-]| (?:of|day|hour)\b)/g,
];

/** A month alone beside a count: "october 12 people". */
const BARE_MONTH = new RegExp(`\\b(?:${MONTH_NAMES})(?= \\d{1,3} (?:${COUNTED})\\b)`, "g");

const DAY_OF_MONTH =
  /\b(?:(?:on |for )?the|on) (\d{1,2})(?:st|nd|rd|th)\b(?! (?:floor|session|class|cohort|time|quarter|round|group|district|shift|annual|street|st|ave|avenue|ward|precinct|grade|year|week|training|part|module|of))/g;

/** Whether any of the rules fits, so that the many that do not fit most texts need not be tried one by one. */
const anyOf = (patterns: readonly RegExp[]) => new RegExp(patterns.map(({ source }) => source).join("|"));
const [WEEK, ...OTHER_VAGUE] = VAGUE;
const ANY_RELATIVE = anyOf(RELATIVE.map(([pattern]) => pattern));
const ANY_VAGUE = anyOf(OTHER_VAGUE);

interface Page {
  /** Lower case without accents, every place the same as in the text. What is read is blanked out. */
  lower: string;
  matches: DateMatch[];
}

/** Every day the text speaks of, in its order. `today` is the city's date. */
export function datesIn(text: string, today: IsoDate): DateMatch[] {
  const page: Page = {
    lower: sameLength(text).replace(GREETING, (words) => struckOut(words, { start: 0, end: words.length })),
    matches: [],
  };
  if (WEEK) add(page, WEEK, () => [], false);
  for (const pattern of NAMED) add(page, pattern, (match) => namedDays(match[0], today), true);
  add(page, BARE_MONTH, () => [], true);
  add(page, DAY_OF_MONTH, (match) => dayOfMonth(Number(match[1]), today), true);
  if (ANY_RELATIVE.test(page.lower))
    for (const [pattern, read] of RELATIVE) add(page, pattern, (match) => read(match, today), false);
  if (ANY_VAGUE.test(page.lower)) for (const pattern of OTHER_VAGUE) add(page, pattern, () => [], false);
  return joined(
    page.matches.sort((a, b) => a.start - b.start),
    page.lower,
    today,
  );
}

/** "3/11" is 11 March and 3 November, where its author writes the day first. */
export function datesFor(text: string, { today, dayFirst }: Pick<Context, "today" | "dayFirst">): DateMatch[] {
  const matches = datesIn(text, today);
  return dayFirst ? matches.map((match) => bothWays(match, text, today)) : matches;
}

function bothWays(match: DateMatch, text: string, today: IsoDate): DateMatch {
  const said = /^(\d{1,2})\/(\d{1,2})(.*)$/.exec(text.slice(match.start, match.end));
  if (!said || match.dates.length === 0 || said[1] === said[2]) return match;
  const other = namedDays(`${said[2]}/${said[1]}${said[3]}`, today);
  return { ...match, dates: [...new Set([...match.dates, ...other])] };
}

/** Whether people there write the day before the month. */
export function writesDayFirst(locale: string | undefined): boolean {
  if (locale === undefined || Intl.DateTimeFormat.supportedLocalesOf(localeOf(locale)).length === 0) return false;
  const order = new Intl.DateTimeFormat(localeOf(locale)).formatToParts(0).map(({ type }) => type);
  return order.indexOf("day") < order.indexOf("month");
}

/** Some platforms write "es_US". What is no locale is the city's own. */
const localeOf = (locale: string) =>
  /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(locale) ? locale.replaceAll("_", "-") : "en-US";

function add(
  page: Page,
  pattern: RegExp,
  read: (match: RegExpExecArray) => readonly IsoDate[],
  absolute: boolean,
): void {
  if (page.lower.search(pattern) === -1) return;
  for (const match of page.lower.matchAll(pattern)) {
    const end = match.index + match[0].trimEnd().length;
    if (end === match.index) continue;
    const weekday = match.slice(1).some((part) => WEEKDAYS.has(part ?? ""));
    page.matches.push({ start: match.index, end, dates: [...new Set(read(match))], absolute, weekday });
    page.lower = struckOut(page.lower, { start: match.index, end });
  }
}

/** What was read today, by the phrase: chrono takes its time, and the days people speak of are few. */
const known = { on: "", days: new Map<string, readonly IsoDate[]>() };
const MOST_KNOWN = 1_000;

function namedDays(phrase: string, today: IsoDate): readonly IsoDate[] {
  if (known.on !== today || known.days.size >= MOST_KNOWN) Object.assign(known, { on: today, days: new Map() });
  const days = known.days.get(phrase) ?? readDays(phrase, today);
  known.days.set(phrase, days);
  return days;
}

/** "nov 16 and 17" are two days, each read by itself. */
function readDays(phrase: string, today: IsoDate): readonly IsoDate[] {
  const english = phrase.replace(/[a-z]+/g, (word) => SPANISH_MONTHS.get(word) ?? word).replace(/ de /g, " ");
  const list = /^([a-z]+\.? ?(?:the )?)(\d{1,2}\D*(?:\D+\d{1,2}(?:st|nd|rd|th)?)+?)((?:,? \d{4})?)$/.exec(english);
  const days = list?.[2]?.match(/\d{1,2}/g) ?? [];
  if (!list || days.length < 2) return oneDay(english, today);
  return days.flatMap((day) => oneDay(`${list[1]}${day}${list[3]}`, today));
}

/** Any leap year will do: what chrono is not told for certain, it is not asked for. */
const REFERENCE = { instant: new Date("2024-07-01T12:00:00Z"), timezone: 0 };

function oneDay(phrase: string, today: IsoDate): IsoDate[] {
  const [result] = chrono.strict.parse(
    phrase
      .replace(/ the /, " ")
      .replace(/^(\d{1,2})-(\d{1,2})$/, "$1/$2")
      .replace(/-(?=[a-z])|(?<=[a-z])-/g, " "),
    REFERENCE,
  );
  if (!result || result.text.length < phrase.replace(/^the |(?<= )the |\.$/g, "").length) return [];
  const { start } = result;
  const [month, day] = [start.get("month") ?? 0, start.get("day") ?? 0];
  if (!start.isCertain("day") || !start.isCertain("month")) return [];
  if (start.isCertain("year")) return plainDate(start.get("year") ?? 0, month, day);
  const year = Number(today.slice(0, 4));
  const past = [0, 1, 2, 3, 4].flatMap((back) => plainDate(year - back, month, day)).find((date) => date <= today);
  return past === undefined ? [] : [past];
}

function plainDate(year: number, month: number, day: number): IsoDate[] {
  const iso = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isIsoDate(iso) ? [iso] : [];
}

/** "the 3rd": this month's if it has come, else last month's. */
function dayOfMonth(day: number, today: IsoDate): IsoDate[] {
  const month = Temporal.PlainDate.from(today).toPlainYearMonth();
  const months = [month, month.subtract({ months: 1 }), month.subtract({ months: 2 })];
  const past = months.flatMap((one) => plainDate(one.year, one.month, day)).find((date) => date <= today);
  return past === undefined ? [] : [past];
}

/** "Tuesday, Nov 17" is one day when the two agree, and a question when they do not. */
function joined(sorted: readonly DateMatch[], lower: string, today: IsoDate): DateMatch[] {
  const matches: DateMatch[] = [];
  for (const match of sorted) {
    const before = matches.at(-1);
    const gap = before ? lower.slice(before.end, match.start) : "";
    const apart = !before || before.absolute === match.absolute || !/^[\s,(]*(?:the |on )?$/.test(gap);
    if (apart || before.dates.length === 0 || match.dates.length === 0) matches.push(match);
    else matches[matches.length - 1] = joinTwo(before, match, today);
  }
  return matches;
}

function joinTwo(before: DateMatch, after: DateMatch, today: IsoDate): DateMatch {
  const [named, told] = before.absolute ? [before, after] : [after, before];
  const same = (one: IsoDate, other: IsoDate) =>
    one === other || (told.weekday === true && weekdayOf(one) === weekdayOf(other));
  const agree = named.dates.filter((date) => told.dates.some((other) => same(date, other)));
  const dates = agree.length > 0 ? agree : [...named.dates, ...told.dates.filter((date) => date <= today)];
  return { start: before.start, end: after.end, dates, absolute: true };
}
