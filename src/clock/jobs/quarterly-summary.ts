import { businessDayFrom } from "../../core/calendar/business-days.ts";
import { addDays, type Period, quarterOf } from "../../core/calendar/calendar.ts";
import { toPerson } from "../../core/deliveries/deliveries.ts";
import type { Occasion } from "../../core/deliveries/occasions.ts";
import { audienceOf, type Clock, type ClockJob, endOf, instantAt, quartersAround, toEach } from "./job.ts";

/**
 * Row F7: where the city stands at the end of a quarter, on the first business day after it, to the leadership's channel and
 * to each officer. A channel that was bound later misses it; the officers do not.
 */
export const quarterlySummary: ClockJob = {
  name: "quarterly-summary",
  label: "Quarterly city summary",
  occasions: (clock) =>
    quartersAround(clock).flatMap((quarter) => [toLeadership(quarter, clock), toOfficers(quarter, clock)].flat()),
};

function toLeadership(quarter: Period, clock: Clock): Occasion[] {
  const { to, since } = audienceOf("summary", [], clock);
  return since === undefined ? [] : [{ ...summaryOf(quarter, clock, to), subject: "leadership", since }];
}

const toOfficers = (quarter: Period, clock: Clock): Occasion => ({
  ...summaryOf(quarter, clock, clock.recipients.officers.map(toPerson)),
  subject: "officers",
  since: undefined,
});

/** The next one takes its place. */
function summaryOf(quarter: Period, { plan, calendar }: Clock, to: Parameters<typeof toEach>[0]) {
  const { city, nudges } = plan;
  const day = addDays(quarter.end, 1);
  const message = { kind: "quarterly-summary", occasion: quarter.id, data: { quarter: quarter.id } };
  return {
    job: "quarterly-summary",
    occasion: quarter.id,
    dueAt: instantAt(businessDayFrom(day, calendar), nudges.at, city),
    until: endOf(quarterOf(day, city).end, city),
    deliveries: toEach(to, message),
  };
}
