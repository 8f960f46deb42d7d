import { addBusinessDays, businessDayFrom } from "../core/business-days.ts";
import { addDays, type Period, previousQuarter, quarterOf } from "../core/calendar.ts";
import type { IsoDate } from "../core/city.ts";
import { type Clock, type ClockJob, departmentAudience, endOf, instantAt, toEach } from "./job.ts";

/** Row F2: one message for each department and quarter, so many business days before the quarter closes. */
export const quarterlyNudge: ClockJob = {
  name: "quarterly-nudge",
  label: "Quarterly nudge",
  occasions: (clock) =>
    quartersAround(clock).flatMap((quarter) =>
      clock.departments.map((department) => {
        const { to, since } = departmentAudience(department, clock);
        const message = {
          kind: "quarterly-nudge",
          occasion: `${department} ${quarter.id}`,
          data: { department, quarter: quarter.id },
        };
        return {
          job: "quarterly-nudge",
          subject: department,
          occasion: quarter.id,
          dueAt: instantAt(nudgeDay(quarter, clock), clock.plan.nudges.at, clock.plan.city),
          until: endOf(quarter.end, clock.plan.city),
          since,
          deliveries: toEach(to, message),
        };
      }),
    ),
};

/** The quarter before, in case it was missed; this one; and the next, for whoever asks what is to come. */
export function quartersAround({ plan: { city }, today }: Pick<Clock, "plan" | "today">): Period[] {
  const current = quarterOf(today, city);
  return [previousQuarter(current, city), current, quarterOf(addDays(current.end, 1), city)];
}

/** So many business days before the last day of a quarter, itself a business day. */
function nudgeDay({ start, end }: Period, { plan, calendar }: Pick<Clock, "plan" | "calendar">): IsoDate {
  const last = addBusinessDays(addDays(end, 1), -1, calendar);
  const day = addBusinessDays(last, -plan.nudges.businessDaysBefore, calendar);
  return day < start ? businessDayFrom(start, calendar) : day;
}
