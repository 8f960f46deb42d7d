import { Temporal } from "temporal-polyfill";
import type { WorkCalendar } from "../../core/calendar/business-days.ts";
import { addDays, type Period, previousQuarter, quarterOf } from "../../core/calendar/calendar.ts";
import { type NewDelivery, type Recipient, toPerson, toPlace } from "../../core/deliveries/deliveries.ts";
import type { Occasion, PastOccasion } from "../../core/deliveries/occasions.ts";
import type { Holder } from "../../core/people/duties.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import { type BoundPlace, forDepartment, type Purpose, type Recipients } from "../../core/places/places.ts";
import type { NudgeAnswer } from "../../domain/nudge/nudges.ts";
import type { Plan } from "../../domain/plan/plan.ts";
import type { Term } from "../../domain/roster/terms.ts";
import { responsibleFor } from "../../plan/escalation.ts";

/** What the jobs look at: read once for a sweep, whatever the number of departments. */
export interface Clock {
  plan: Plan;
  now: Temporal.Instant;
  today: IsoDate;
  calendar: WorkCalendar;
  /** Codes of the departments there are. */
  departments: readonly string[];
  places: readonly BoundPlace[];
  recipients: Recipients;
  /** Nudges that were decided, since the quarter before. */
  nudged: readonly PastOccasion[];
  /** What leads answered to them. */
  answers: readonly NudgeAnswer[];
  /** Who holds which role of the plan. */
  holders: readonly Holder[];
  /** Seats whose term is still to end. */
  terms: readonly Term[];
}

/** One kind of thing that falls due by the clock. Pure: the same clock gives the same occasions. */
export interface ClockJob {
  name: string;
  /** What the officer reads before it goes out: "Quarterly nudge". */
  label: string;
  /** Those that may be open at that moment, the last ones and the next ones; what is due is decided by the sweep. */
  occasions(clock: Clock): Occasion[];
}

/** The quarter before, in case it was missed; this one; and the next, for whoever asks what is to come. */
export function quartersAround({ plan: { city }, today }: Pick<Clock, "plan" | "today">): Period[] {
  const current = quarterOf(today, city);
  return [previousQuarter(current, city), current, quarterOf(addDays(current.end, 1), city)];
}

/** A day's wall time in the city; in the hour that a clock change skips, the moment after it. */
export function instantAt(day: IsoDate, time: string, { zone }: Pick<City, "zone">): Temporal.Instant {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).toInstant();
}

/** The moment a day is over in the city. */
export const endOf = (day: IsoDate, city: Pick<City, "zone">): Temporal.Instant =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(city.zone).toInstant();

interface Audience {
  to: readonly Recipient[];
  since: Temporal.Instant | undefined;
}

/** A department's channel; without one its leads, or who took over from them, privately; without leads the officers (row F2). */
export function departmentAudience(department: string, clock: Clock): Audience {
  const { today, recipients, answers } = clock;
  return audienceOf(forDepartment(department), responsibleFor(department, today, recipients, answers), clock);
}

/** A channel bound to a purpose, else these people. */
export function audienceOf(purpose: Purpose, people: readonly number[], { places }: Clock): Audience {
  const bound = places.find((one) => one.purpose === purpose);
  if (!bound) return { to: people.map(toPerson), since: undefined };
  return { to: [toPlace(bound.place)], since: Temporal.Instant.fromEpochMilliseconds(bound.boundAt) };
}

/** The same message to each of them. */
export const toEach = (to: readonly Recipient[], message: Omit<NewDelivery, "recipient">): NewDelivery[] =>
  to.map((recipient) => ({ ...message, recipient }));
