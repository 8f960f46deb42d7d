import { nudgeDay } from "../../plan/nudge-day.ts";
import { QUARTERLY } from "../../plan/nudged.ts";
import { type ClockJob, departmentAudience, endOf, instantAt, quartersAround, toEach } from "./job.ts";

/** Row F2: one message for each department and quarter, so many business days before the quarter closes. */
export const quarterlyNudge: ClockJob = {
  name: QUARTERLY,
  label: "Quarterly nudge",
  occasions: (clock) =>
    quartersAround(clock).flatMap((quarter) =>
      clock.departments.map((department) => {
        const { to, since } = departmentAudience(department, clock);
        const message = {
          kind: QUARTERLY,
          occasion: `${department} ${quarter.id}`,
          data: { department, quarter: quarter.id },
        };
        return {
          job: QUARTERLY,
          subject: department,
          occasion: quarter.id,
          dueAt: instantAt(nudgeDay(quarter, clock.plan.nudges, clock.calendar), clock.plan.nudges.at, clock.plan.city),
          until: endOf(quarter.end, clock.plan.city),
          since,
          deliveries: toEach(to, message),
        };
      }),
    ),
};
