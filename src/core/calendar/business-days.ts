import type { IsoDate } from "../places/city.ts";
import { addDays } from "./calendar.ts";

/** Which days the city works: weekends, holidays and furlough days are not among them (row F6). */
export interface WorkCalendar {
  /** Why nobody works that day: "Saturday", "Memorial Day"; undefined on a business day. */
  closedBecause(date: IsoDate): string | undefined;
}

/** A day on which the city's offices are closed. */
export interface Closure {
  date: IsoDate;
  name: string;
}

const WEEKEND: Readonly<Record<number, string>> = { 6: "Saturday", 0: "Sunday" };
const DAY_MS = 86_400_000;
const THURSDAY = 4;

/** 0 is Sunday. By counting from the first of January 1970, a Thursday: a calendar asks this thousands of times. */
const weekday = (date: IsoDate): number => (((Date.parse(date) / DAY_MS + THURSDAY) % 7) + 7) % 7;

/** `holidaysOf` answers the public holidays of a year; `closures` are the city's own days. */
export function workCalendar(
  holidaysOf: (year: number) => readonly Closure[],
  closures: readonly Closure[],
): WorkCalendar {
  const own = new Map(closures.map(({ date, name }) => [date, name]));
  const years = new Map<number, ReadonlyMap<IsoDate, string>>();
  const inYear = (year: number) => {
    const known = years.get(year);
    if (known) return known;
    const read = new Map(holidaysOf(year).map(({ date, name }) => [date, name]));
    years.set(year, read);
    return read;
  };
  return {
    closedBecause: (date) => WEEKEND[weekday(date)] ?? own.get(date) ?? inYear(Number(date.slice(0, 4))).get(date),
  };
}

export const isBusinessDay = (date: IsoDate, calendar: WorkCalendar): boolean =>
  calendar.closedBecause(date) === undefined;

/** That day, or the next one on which the city works. */
export function businessDayFrom(date: IsoDate, calendar: WorkCalendar): IsoDate {
  return isBusinessDay(date, calendar) ? date : businessDayFrom(addDays(date, 1), calendar);
}

/** The `count`-th business day after a day, or before it when `count` is negative; the day itself is not counted. */
export function addBusinessDays(date: IsoDate, count: number, calendar: WorkCalendar): IsoDate {
  const step = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    if (isBusinessDay(day, calendar)) left -= 1;
  }
  return day;
}

/** How many business days there are after `from`, up to and including `to`. */
export function businessDaysUntil(from: IsoDate, to: IsoDate, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(day, calendar)) count += 1;
  return count;
}
