import { addDays, weekdayOf } from "../calendar/calendar.ts";
import type { IsoDate } from "../places/city.ts";
import { MONTH_NAMES, NUMBER_WORDS, WEEKDAYS } from "./lexicon.ts";

/** The days a match may mean, best first; none says "vague: ask". */
export type DayReader = (match: RegExpExecArray, today: IsoDate) => readonly IsoDate[];

const DAYS = [...WEEKDAYS.keys()].sort((a, b) => b.length - a.length).join("|");
/** "sat through the course" is no Saturday. */
const DAY = `(${DAYS})(?! (?:through|thru|down|in on|before last)\\b)`;
const NUMBER = "\\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|dos|tres|cuatro|cinco|una|un";

/** "Happy Friday!" tells no day. */
export const GREETING = new RegExp(`\\b(?:happy|good|see you(?: on)?|until) (?:${DAYS})\\b`, "g");

const rule = (pattern: string, read: DayReader): readonly [RegExp, DayReader] => [
  new RegExp(`\\b(?:${pattern})\\b`, "g"),
  read,
];
const daysBack =
  (days: number): DayReader =>
  (_match, today) => [addDays(today, -days)];

/** Days told by their distance from today, most specific first: "last Tuesday" has two readings, and chrono only one. */
export const RELATIVE: readonly (readonly [RegExp, DayReader])[] = [
  rule("(?:the )?day before yesterday|antier|anteayer|anteanoche|antes de ayer", daysBack(2)),
  rule("(?:yesterday|yday|yest|ayer)(?: (?:morning|afternoon|evening))?|last night|anoche", daysBack(1)),
  rule(
    "(?:earlier |later )?today|tonight|this (?:morning|afternoon|evening)|just now|hoy|esta (?:manana|tarde)",
    daysBack(0),
  ),
  rule("tomorrow|pasado manana", daysBack(-1)),
  rule(`(${NUMBER}) (day|week)s? (?:ago|back)(?: today)?(?! (?:on )?(?:${DAYS})\\b)`, ago),
  rule(`hace (${NUMBER}) (dia|semana)s?`, ago),
  rule(`${DAY}(?:,? (?:of |from )?last week| de la semana pasada)|last week(?:,? on|,)? (${DAYS})`, weekBefore),
  rule(`${DAY}(?: of)? this week|this week(?: on|,)? (${DAYS})`, thisWeek),
  rule(`(?:the )?(?:${DAYS}) before last|a week ago (?:on )?(?:${DAYS})`, () => []),
  rule(`(?:the )?(?:first|second|third|fourth|last) (?:${DAYS}) (?:of|in) (?:${MONTH_NAMES}|the|last|this)`, () => []),
  rule(`(?:every|each) (?:other )?(?:${DAYS})|(?:mon|tues|wednes|thurs|fri|satur|sun)days`, () => []),
  rule(`next (${DAYS})`, (match, today) => [addDays(recent(match[1], today), 7)]),
  rule(`(?:el )?(${DAYS}) pasado|last ${DAY}`, lastWeekday),
  rule(`(?:this )?past ${DAY}`, (match, today) => [before(match[1], today)]),
  rule(`(?:this |on |el )?${DAY}`, plainWeekday),
];

/** Times that are no day: the date is asked for. */
export const VAGUE: readonly RegExp[] = [
  new RegExp(
    `\\b(?:the )?week (?:of|beginning|starting|ending|before|after)(?: the)?(?: (?:${MONTH_NAMES})\\.?)? ?[\\d/]*(?:st|nd|rd|th)?`,
    "g",
  ),
  /\b(?:last|this|past|previous|next|earlier this|later this|the past|over the|early|late|mid|end of|beginning of|start of)[ -](?:week|wk|month|mo|quarter|qtr|year|yr|weekend|spring|summer|fall|autumn|winter|semester)s?\b/g,
  /\b(?:(?:a|the last|the past|last|past) )?(?:few|couple|couple of|several|some|many) (?:days?|weeks?|wks?|months?|years?)(?: ago| back)?\b/g,
  /\b(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten) (?:months?|years?) (?:ago|back)\b/g,
  /\b(?:recently|the other day|a while (?:ago|back)|sometime|some day|some time|earlier|over the weekend|on the weekend|weekend|la semana pasada|el mes pasado|not sure (?:which|what) (?:day|date|week)|(?:dont|do not) (?:know|remember|recall) (?:which|what) (?:day|date)|forgot (?:which|what) (?:day|date))\b/g,
  /\b(?:a|the) (?:week|month) (?:before|prior)\b/g,
  /\b(?:labor|memorial|veterans|columbus|presidents|mlk|election|independence|christmas|thanksgiving|new years?|new year's) (?:day|eve)\b|\b(?:thanksgiving|christmas|juneteenth|easter|halloween)\b/g,
  new RegExp(
    `\\b(?:in|during|early|mid|late|end of|beginning of|start of|sometime in|throughout)[ -](?:early |mid |mid-|late )?(?:${MONTH_NAMES})\\b(?! \\d)`,
    "g",
  ),
  /\b(?:in|during|for|all)? ?q[1-4]\b(?: ?(?:of )?\d{4})?/g,
];

function ago(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  const word = match[1] ?? "";
  const number = /^\d/.test(word) ? Number(word) : (NUMBER_WORDS.get(word) ?? 1);
  const days = match[2] === "week" || match[2] === "semana" ? 7 : 1;
  return [addDays(today, -number * days)];
}

const numberOf = (name: string | undefined) => WEEKDAYS.get(name ?? "") ?? 1;

/** The most recent such weekday, today included. */
function recent(name: string | undefined, today: IsoDate): IsoDate {
  return addDays(today, -((weekdayOf(today) - numberOf(name) + 7) % 7));
}

/** The most recent such weekday before today. */
function before(name: string | undefined, today: IsoDate): IsoDate {
  return recent(name, addDays(today, -1));
}

/** "Saturday" said on a Saturday is today or a week ago. */
function plainWeekday(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  const day = recent(match[1], today);
  return day === today ? [today, addDays(today, -7)] : [day];
}

/** "last Tuesday" on a Saturday may be this week's or the week before's; on a Monday it is clear. */
function lastWeekday(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  const day = before(match[1] ?? match[2], today);
  return day >= recent("monday", today) ? [day, addDays(day, -7)] : [day];
}

/** Weeks begin on Monday for some and on Sunday for others, which matters when the day, or today, is a Sunday. */
function weekBefore(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  const wanted = numberOf(match[1] ?? match[2]);
  const day = addDays(recent("monday", today), wanted - 8);
  if (wanted === 7 && weekdayOf(today) !== 7) return [day, addDays(day, -7)];
  return weekdayOf(today) === 7 && wanted !== 7 ? [day, addDays(day, 7)] : [day];
}

function thisWeek(match: RegExpExecArray, today: IsoDate): IsoDate[] {
  return [addDays(recent("monday", today), numberOf(match[1] ?? match[2]) - 1)];
}
