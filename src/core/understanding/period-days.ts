import { addDays, isIsoDate, quarterOf, weekdayOf, yearOf } from "../calendar/calendar.ts";
import { periodOf } from "../calendar/period-id.ts";
import type { Context } from "../command/field.ts";
import type { IsoDate } from "../places/city.ts";
import { sameLength } from "./clean.ts";
import { datesIn } from "./dates.ts";
import type { Stretch } from "./sentence.ts";

/** A stretch of text that says a period: the ids it may mean; none when it is no period. */
export interface Mention extends Stretch {
  said: string;
  ids: readonly string[];
}

export const range = (start: string, end: string) =>
  isIsoDate(start) && isIsoDate(end) && start <= end ? [`${start}..${end}`] : [];

const BEFORE = /\b(?:(since|desde|from)|(except|excluding|without|but not|other than|not))(?: for| in| the)? ?$/;

/** "Since July" is until today; "except Q3" is no period. */
export function inContext(mention: Mention, lower: string, { city, today }: Context): Mention {
  const before = BEFORE.exec(lower.slice(0, mention.start));
  if (!before) return mention;
  const whole = { ...mention, start: before.index, said: lower.slice(before.index, mention.end).trim() };
  if (before[2]) return { ...whole, ids: [] };
  if (before[1] === "from" && !/^ ?(?:on|onwards?)\b/.test(lower.slice(mention.end))) return mention;
  return { ...whole, ids: mention.ids.flatMap((id) => range(periodOf(id, city).start, today)) };
}

/** Monday to Sunday. */
export function weekOf(day: IsoDate): string {
  const monday = addDays(day, 1 - weekdayOf(day));
  return `${monday}..${addDays(monday, 6)}`;
}

/** "Yesterday", "on Tuesday", "Nov 3": that day alone; "since Monday": until today; "last week": from Monday to Sunday. */
export function singleDays(text: string, context: Context): Mention[] {
  const lower = sameLength(text);
  const week = /\b(?:(this|current)|last|previous|past) week\b/.exec(lower);
  if (week) {
    const id = weekOf(addDays(context.today, week[1] ? 0 : -7));
    return [{ start: week.index, end: week.index + week[0].length, said: week[0], ids: [id] }];
  }
  return datesIn(text, context.today).map(({ start, end, dates }) => {
    const ids = dates.slice(0, 1).flatMap((day) => range(day, day));
    return inContext({ start, end, said: text.slice(start, end).trim(), ids }, lower, context);
  });
}

const UP_TO = /\b(?:as of|since|desde)(?: the)? $/i;

/** "As of 30 September", "since July 1". `figure`: what is told is a figure, and not a list. */
export function upToDay(text: string, context: Context, figure = false): Mention | undefined {
  for (const { start, end, absolute, dates } of datesIn(text, context.today)) {
    const before = UP_TO.exec(text.slice(0, start));
    const [day] = dates;
    if (!before || !day || !absolute || dates.length > 1) continue;
    const ids = /as of/i.test(before[0]) ? asOf(day, context, figure) : range(day, context.today);
    return { start: before.index, end, said: text.slice(before.index, end), ids: [...new Set(ids)] };
  }
  return undefined;
}

/** The quarter or the year up to a day; a figure as of the last day of a quarter is that quarter's. */
function asOf(day: IsoDate, { city }: Context, figure: boolean): string[] {
  const quarter = quarterOf(day, city);
  const ended = quarter.end === day;
  if (ended && figure) return [quarter.id];
  return [...(ended ? [quarter.id] : range(quarter.start, day)), ...range(yearOf(day, city).start, day)];
}

/** "Jan 1 to June 30 2026": two named days with a word of range between them. */
export function daysIn(text: string, { today }: Context): Mention | undefined {
  const [first, last] = datesIn(text, today).filter(({ absolute, dates }) => absolute && dates.length === 1);
  if (!first || !last || !/^\s*(?:to|through|thru|until|-|and|\.\.)\s*$/.test(text.slice(first.end, last.start)))
    return undefined;
  const [from = "", to = ""] = [first.dates[0], last.dates[0]];
  const sameYear = `${to.slice(0, 4)}${from.slice(4)}`;
  const yearSaid = /\d{4}/.test(text.slice(first.start, first.end));
  const ids = range(yearSaid || sameYear > to ? from : sameYear, to);
  return { start: first.start, end: last.end, said: text.slice(first.start, last.end), ids };
}
