import { addDays } from "../core/calendar/calendar.ts";
import type { City, IsoDate } from "../core/places/city.ts";
import type { Series } from "../domain/plan/plan.ts";

/**
 * The last day whose records of a series are past their time today; undefined while it is not known for how long they are
 * kept. Counted from the end of the fiscal year, everything of a year is past its time on one day.
 */
export function keptUntil({ years, from }: Series, city: City, today: IsoDate): IsoDate | undefined {
  if (years === undefined) return undefined;
  const before = yearsBefore(today, years);
  if (from === "day") return addDays(before, -1);
  // The last fiscal year that had ended by then.
  const month = String(city.fiscalStartMonth).padStart(2, "0");
  const begins = `${before.slice(0, 4)}-${month}-01`;
  return addDays(begins <= before ? begins : yearsBefore(begins, 1), -1);
}

/** The same day of an earlier year; 29 February becomes 1 March, which keeps longer. */
function yearsBefore(day: IsoDate, years: number): IsoDate {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, "0");
  const leap = new Date(Date.UTC(Number(year), 2, 0)).getUTCDate() === 29;
  return day.endsWith("-02-29") && !leap ? `${year}-03-01` : `${year}${day.slice(4)}`;
}
