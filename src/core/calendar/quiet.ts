import { Temporal } from "temporal-polyfill";
import type { City } from "../places/city.ts";
import { isBusinessDay, type WorkCalendar } from "./business-days.ts";

/** Local times of day between which nobody is written to who did not ask, "17:00" and "09:00". */
export interface QuietHours {
  quietFrom: string;
  quietUntil: string;
}

/**
 * The moment from which somebody may be written to whom nobody asked: now, or when the quiet hours of a business day are
 * over (rows F2, F6). Never before 09:00, whatever the plan says.
 */
export function quietUntil(
  now: Temporal.Instant,
  { quietFrom, quietUntil: until }: QuietHours,
  { zone }: Pick<City, "zone">,
  calendar: WorkCalendar,
): Temporal.Instant {
  const opens = until < EARLIEST ? EARLIEST : until;
  const here = now.toZonedDateTimeISO(zone);
  const time = here.toPlainTime().toString().slice(0, 5);
  const date = here.toPlainDate();
  if (isBusinessDay(date.toString(), calendar) && time >= opens && time < quietFrom) return now;
  let day = time < opens ? date : date.add({ days: 1 });
  while (!isBusinessDay(day.toString(), calendar)) day = day.add({ days: 1 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(opens) }).toInstant();
}

const EARLIEST = "09:00";
