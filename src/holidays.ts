import type { Closure } from "./core/business-days.ts";

/** Public holidays of a year: federal ones, and those of a state, with the days on which they are observed. */
export type PublicHolidays = (year: number) => Closure[];

/**
 * The package knows every country and takes a while to load, so it is loaded when somebody first asks for a business
 * day. `worked` are holidays of the state on which this city works.
 */
export async function publicHolidays(state: string | undefined, worked: readonly string[]): Promise<PublicHolidays> {
  const { default: Holidays } = await import("date-holidays");
  const calendar = state === undefined ? new Holidays("US") : new Holidays("US", state);
  return (year) =>
    calendar
      .getHolidays(year)
      .filter(({ type, name }) => type === "public" && !worked.includes(name))
      .map(({ date, name }) => ({ date: date.slice(0, 10), name }));
}
