import { Temporal } from "temporal-polyfill";
import type { City } from "../places/city.ts";
import { addDays, type Period } from "./calendar.ts";

/** A period's days as instants of the city's zone, in milliseconds since 1970; `end` is not included. */
export function instantsOf(
  { start, end }: Pick<Period, "start" | "end">,
  { zone }: City,
): { start: number; end: number } {
  const midnight = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  return { start: midnight(start), end: midnight(addDays(end, 1)) };
}
