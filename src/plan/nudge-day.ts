import { addBusinessDays, businessDayFrom, type WorkCalendar } from "../core/calendar/business-days.ts";
import { addDays, type Period } from "../core/calendar/calendar.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { NudgeSetting } from "../domain/plan/plan.ts";

/** So many business days before the last day of a quarter, itself a business day (row F2). */
export function nudgeDay(
  { start, end }: Period,
  { businessDaysBefore }: Pick<NudgeSetting, "businessDaysBefore">,
  calendar: WorkCalendar,
): IsoDate {
  const last = addBusinessDays(addDays(end, 1), -1, calendar);
  const day = addBusinessDays(last, -businessDaysBefore, calendar);
  return day < start ? businessDayFrom(start, calendar) : day;
}
