import { businessDayFrom } from "../../core/calendar/business-days.ts";
import { addDays, weekdayOf } from "../../core/calendar/calendar.ts";
import { audienceOf, type ClockJob, endOf, instantAt, toEach } from "./job.ts";

/** What the officer looks after, on the first business day of each week: to the digest's channel, else to each officer. */
export const weeklyDigest: ClockJob = {
  name: "weekly-digest",
  label: "Weekly digest",
  occasions: (clock) => {
    const { plan, calendar, today, recipients } = clock;
    const monday = addDays(today, 1 - weekdayOf(today));
    const { to, since } = audienceOf("digest", recipients.officers, clock);
    return [-7, 0, 7].map((days) => {
      const week = addDays(monday, days);
      return {
        job: "weekly-digest",
        subject: "officers",
        occasion: week,
        dueAt: instantAt(businessDayFrom(week, calendar), plan.nudges.at, plan.city),
        until: endOf(addDays(week, 6), plan.city),
        since,
        deliveries: toEach(to, { kind: "weekly-digest", occasion: week, data: { week } }),
      };
    });
  },
};
