import { Temporal } from "temporal-polyfill";
import type { WorkCalendar } from "../core/calendar/business-days.ts";
import { dateAt, type Period } from "../core/calendar/calendar.ts";
import type { PastOccasion } from "../core/deliveries/occasions.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { Plan } from "../domain/plan/plan.ts";
import type { Nudged } from "./escalation.ts";
import { nudgeDay } from "./nudge-day.ts";

export const QUARTERLY = "quarterly-nudge";

interface Asked {
  plan: Pick<Plan, "city" | "nudges">;
  calendar: WorkCalendar;
  today: IsoDate;
  departments: readonly string[];
  /** Decided nudges, those of these quarters among them. */
  past: readonly PastOccasion[];
}

/** The nudges of these quarters: as they went out, or on the day they are to. One that was skipped is followed by nothing. */
export function nudgesOf(quarters: readonly Period[], asked: Asked): Nudged[] {
  const decided = new Map(asked.past.map((one) => [`${one.subject} ${one.occasion}`, one]));
  return quarters.flatMap((quarter) =>
    asked.departments.flatMap((department) => {
      const one = decided.get(`${department} ${quarter.id}`);
      return one ? wentOut(one, quarter, asked) : toCome(department, quarter, asked);
    }),
  );
}

function wentOut(
  { subject: department, outcome, decidedAt, open = [] }: PastOccasion,
  { id, end }: Period,
  { plan }: Asked,
) {
  const on = dateAt(Temporal.Instant.fromEpochMilliseconds(decidedAt), plan.city);
  return outcome === "skipped" ? [] : [{ department, quarter: id, end, on, open }];
}

function toCome(department: string, quarter: Period, { plan, calendar, today }: Asked): Nudged[] {
  const on = nudgeDay(quarter, plan.nudges, calendar);
  return on > today ? [{ department, quarter: quarter.id, end: quarter.end, on, open: [] }] : [];
}
