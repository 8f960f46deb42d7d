import * as chrono from "chrono-node";
import { Temporal } from "temporal-polyfill";
import { addDays, isIsoDate } from "../calendar.ts";
import type { IsoDate } from "../city.ts";
import { normal } from "./clean.ts";
import { NUMBER_WORDS, WEEKDAYS } from "./lexicon.ts";

/** A stretch of text that says a day: its readings, best first; none when it is too vague to be one. */
export interface DateMatch {
  start: number;
  end: number;
  dates: readonly IsoDate[];
  /** The day is named, not told by its distance from today ("Oct 3", not "last week"). */
  absolute: boolean;
}

type Reader = (match: RegExpExecArray, today: IsoDate) => readonly IsoDate[];

const DAYS = Object.keys(WEEKDAYS)
  .sort((a, b) => b.length - a.length)
  .join("|");
const NUMBER = `\\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|dos|tres|cuatro|cinco|una|un`;
const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** Relative expressions, most specific first. A reader that returns nothing says "vague: ask". */
const RELATIVE: readonly (readonly [RegExp, Reader])[] = [
  [/\b(?:the )?day before yesterday\b|\b(?:antier|anteayer|antes de ayer)\b/g, (_match, today) => [addDays(today, -2)]],
  [
    /\byesterday(?: (?:morning|afternoon|evening))?\b|\blast night\b|\bayer\b/g,
    (_match, today) => [addDays(today, -1)],
  ],
  [
    /\b(?:earlier |later )?today\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\bjust now\b|\bhoy\b|\besta (?:manana|tarde)\b/g,
    (_match, today) => [today],
  ],
  [/\b(?:tomorrow|pasado manana)\b/g, (_match, today) => [addDays(today, 1)]],
  [new RegExp(`\\b(${NUMBER}) (day|week)s? ago(?: today)?\\b(?! (?:on )?(?:${DAYS})\\b)`, "g"), ago],
  [new RegExp(`\\bhace (${NUMBER}) (dia|semana)s?\\b`, "g"), ago],
  [
    new RegExp(
      `\\b(${DAYS})(?:,? (?:of |from )?| de la )(last week|semana pasada)\\b|\\blast week(?:,? on|,)? (${DAYS})\\b`,
      "g",
    ),
    lastWeek,
  ],
  [
    new RegExp(
      `\\b(?:the )?(?:${DAYS}) before last\\b|\\ba week ago (?:on )?(?:${DAYS})\\b|\\b(?:the )?(?:first|second|third|fourth|last) (?:${DAYS}) (?:of|in)\\b`,
      "g",
    ),
    () => [],
  ],
  [new RegExp(`\\bnext (${DAYS})\\b`, "g"), (match, today) => [addDays(latest(match[1], today), 7)]],
  [new RegExp(`\\b(?:last|el) (${DAYS})(?: pasado)?\\b|\\b(${DAYS}) pasado\\b`, "g"), lastWeekday],
  [
    new RegExp(`\\b(?:this past |this |past |on |el )?(${DAYS})(?! before| of\\b)\\b(?: this week)?`, "g"),
    (match, today) => [latest(match[1], today)],
  ],
];

const VAGUE = new RegExp(
  [
    "\\b(?:last|this|past|previous|next|earlier this|later this|the past|over the|early|late|mid|end of|beginning of|start of)[ -](?:week|month|quarter|year|weekend|spring|summer|fall|autumn|winter|semester)s?\\b",
    "\\b(?:a|the last|the past)? ?(?:few|couple|couple of|several|some|many) (?:days?|weeks?|months?|years?)(?: ago| back)?\\b",
    `\\b(?:${NUMBER}) (?:months?|years?) ago\\b`,
    "\\b(?:recently|the other day|a while (?:ago|back)|sometime|some day|some time|earlier|over the weekend|on the weekend|weekend|la semana pasada|el mes pasado)\\b",
    "\\b(?:a|the) (?:week|month) (?:before|prior)\\b",
    `\\b(?:in|during|early|mid|late|end of|beginning of|start of|sometime in|throughout)[ -](?:early |mid |mid-|late )?(?:${MONTH})\\b(?! \\d)`,
    "\\b(?:in|during|for|all)? ?q[1-4]\\b(?: ?(?:of )?\\d{4})?",
  ].join("|"),
  "g",
);

/** Every day the text speaks of, in the order it does. `today` is the city's date. */
export function datesIn(text: string, today: IsoDate): DateMatch[] {
  const page = { lower: lowerSameLength(text), matches: [] as DateMatch[] };
  addMatches(page, /\b\d{4}-\d{1,2}-\d{1,2}\b/g, (match) => isoDay(match[0]), true);
  addChrono(page, today);
  addMatches(
    page,
    /\b(?:on |for )?the (\d{1,2})(?:st|nd|rd|th)\b/g,
    (match) => dayOfMonth(Number(match[1]), today),
    true,
  );
  for (const [pattern, read] of RELATIVE) addMatches(page, pattern, (match) => read(match, today), false);
  addMatches(page, VAGUE, () => [], false);
  return joinWeekdays(page, today).sort((a, b) => a.start - b.start);
}

interface Page {
  /** Lower case without accents, every place the same as in the text. What is read is blanked out. */
  lower: string;
  matches: DateMatch[];
}

/** Lower case and without accents, but every character at its place. */
function lowerSameLength(text: string): string {
  return [...text]
    .map((char) => (normal(char).length === char.length ? normal(char) : char === "'" ? "'" : char.toLowerCase()))
    .join("");
}

function addMatches(
  page: Page,
  pattern: RegExp,
  read: (match: RegExpExecArray) => readonly IsoDate[],
  absolute: boolean,
): void {
  for (const match of page.lower.matchAll(pattern)) {
    if (match[0].trim() === "") continue;
    addMatch(page, match.index, match[0].length, read(match), absolute);
  }
}

function addMatch(page: Page, start: number, length: number, dates: readonly IsoDate[], absolute: boolean): void {
  page.matches.push({ start, end: start + length, dates: [...new Set(dates)], absolute });
  page.lower = page.lower.slice(0, start) + "\u0001".repeat(length) + page.lower.slice(start + length);
}

/**
 * chrono reads dates that name a day of a month. It is trusted only for those, and only when its match is the whole
 * phrase (quality.md 7); weekdays and distances are ours, because "last Tuesday" has two readings and chrono one.
 */
function addChrono(page: Page, today: IsoDate): void {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
  const found = chrono.strict.parse(page.lower.replaceAll("\u0001", " "), reference, { forwardDate: false });
  for (const result of found) {
    if (!result.start.isCertain("day") || !result.start.isCertain("month")) continue;
    const text = result.text.replace(/[\s,]+(?:at )?\d{1,2}(?::\d{2})?\s?(?:am|pm)?$/, (time) =>
      /[:apm]/.test(time) ? "" : time,
    );
    const days = [...daysOf(result.start, today), ...(result.end ? daysOf(result.end, today) : [])];
    addMatch(page, result.index, text.length, days, true);
  }
}

function daysOf(part: chrono.ParsedComponents, today: IsoDate): IsoDate[] {
  const month = part.get("month") ?? 1;
  const day = part.get("day") ?? 1;
  if (part.isCertain("year")) return plainDate(part.get("year") ?? 0, month, day);
  const year = Number(today.slice(0, 4));
  const past = [year, year - 1, year - 2, year - 3, year - 4]
    .flatMap((one) => plainDate(one, month, day))
    .find((date) => date <= today);
  return past === undefined ? [] : [past];
}

function plainDate(year: number, month: number, day: number): IsoDate[] {
  const iso = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isIsoDate(iso) ? [iso] : [];
}

function isoDay(typed: string): IsoDate[] {
  const [year, month, day] = typed.split("-").map(Number);
  return plainDate(year ?? 0, month ?? 0, day ?? 0);
}

/** "the 3rd": this month's if it has come, else last month's. */
function dayOfMonth(day: number, today: IsoDate): IsoDate[] {
  const month = Temporal.PlainDate.from(today).toPlainYearMonth();
  const months = [month, month.subtract({ months: 1 }), month.subtract({ months: 2 })];
  const past = months.flatMap((one) => plainDate(one.year, one.month, day)).find((date) => date <= today);
  return past === undefined ? [] : [past];
}

function ago(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  const word = match[1] ?? "";
  const number = /^\d/.test(word) ? Number(word) : (NUMBER_WORDS[word] ?? 1);
  const days = match[2] === "week" || match[2] === "semana" ? 7 : 1;
  return [addDays(today, -number * days)];
}

/** The most recent such weekday that has come, today included. */
function latest(name: string | undefined, today: IsoDate): IsoDate {
  const wanted = WEEKDAYS[name ?? ""] ?? 1;
  const back = (Temporal.PlainDate.from(today).dayOfWeek - wanted + 7) % 7;
  return addDays(today, -back);
}

/** "last Tuesday" on a Saturday may be this week's or the week before's; on a Monday it is clear. */
function lastWeekday(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  const recent = latest(match[1] ?? match[2], today);
  if (recent === today) return [addDays(today, -7)];
  const monday = latest("monday", today);
  return recent >= monday ? [recent, addDays(recent, -7)] : [recent];
}

/** "Tuesday of last week": the week before this one, Monday to Sunday. */
function lastWeek(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  const wanted = WEEKDAYS[match[1] ?? match[3] ?? ""] ?? 1;
  const inLastWeek = addDays(latest("monday", today), wanted - 8);
  return wanted === 7 ? [inLastWeek, addDays(inLastWeek, -7)] : [inLastWeek];
}

/** "Tuesday, Nov 17" is one date when the weekday agrees, and a question when it does not. */
function joinWeekdays(page: Page, today: IsoDate): DateMatch[] {
  const sorted = page.matches.sort((a, b) => a.start - b.start);
  const joined: DateMatch[] = [];
  for (const match of sorted) {
    const before = joined.at(-1);
    const gap = before ? page.lower.slice(before.end, match.start) : "";
    if (!before || !/^[\s,(]*(?:the )?$/.test(gap) || before.absolute === match.absolute) {
      joined.push(match);
      continue;
    }
    joined[joined.length - 1] = joinTwo(before, match, today);
  }
  return joined;
}

function joinTwo(before: DateMatch, after: DateMatch, today: IsoDate): DateMatch {
  const [named, told] = before.absolute ? [before, after] : [after, before];
  const weekday = told.dates[0] && Temporal.PlainDate.from(told.dates[0]).dayOfWeek;
  const agree = named.dates.filter(
    (date) => weekday === undefined || Temporal.PlainDate.from(date).dayOfWeek === weekday,
  );
  const dates = agree.length > 0 ? agree : [...named.dates, ...told.dates.filter((date) => date <= today)];
  return { start: before.start, end: after.end, dates, absolute: true };
}
