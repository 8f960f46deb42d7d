import type { Closure } from "../core/calendar/business-days.ts";
import { addDays, weekdayOf } from "../core/calendar/calendar.ts";

/** Public holidays of a year: federal ones, and those of a state, with the days on which they are observed. */
export type PublicHolidays = (year: number) => Closure[];

/**
 * The package knows every country and takes a while to load, so it is loaded when somebody first asks for a business
 * day. `worked` are holidays of the state on which this city works.
 */
export async function publicHolidays(state: string | undefined, worked: readonly string[]): Promise<PublicHolidays> {
  const { default: Holidays } = await import("date-holidays");
  const calendar = state === undefined ? new Holidays("US") : new Holidays("US", state);
  const years = new Map<number, Closure[]>();
  const read = (year: number) =>
    calendar
      .getHolidays(year)
      .filter(({ type, name }) => type === "public" && !worked.includes(name))
      .map(({ date, name }) => ({ date: date.slice(0, 10), name }))
      .flatMap((holiday) => [holiday, ...observed(holiday)]);
  return (year) => {
    // Working one out takes milliseconds, and every message asks.
    const known = years.get(year) ?? read(year);
    years.set(year, known);
    return known;
  };
}

/**
 * One on a Saturday is observed on the Friday before, one on a Sunday on the Monday after: 5 U.S.C. 6103 says so, and the states'
 * own laws. The package knows it of some holidays, and not of Veterans Day or Alaska Day.
 */
function observed({ date, name }: Closure): Closure[] {
  const shift: Readonly<Record<number, number>> = { 6: -1, 7: 1 };
  const days = shift[weekdayOf(date)];
  return days === undefined ? [] : [{ date: addDays(date, days), name: `${name} (observed)` }];
}
