import { addBusinessDays, businessDayFrom } from "../../core/calendar/business-days.ts";
import { addDays, quarterOf } from "../../core/calendar/calendar.ts";
import { type MessageData, toPerson } from "../../core/deliveries/deliveries.ts";
import type { Occasion } from "../../core/deliveries/occasions.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { concerned, isGapReminder, type RoundStep, stepsAround } from "../../plan/rounds.ts";
import { type Clock, type ClockJob, endOf, instantAt, toEach } from "./job.ts";

/** Business days after which a reminder that was missed says nothing new. */
const WINDOW = 5;
const TERM_DAYS = 90;
/** Days after which nobody looks for what was missed. */
const LOOKING_BACK = 35;

/**
 * What comes round for the city: one message for each person, day and part they have in it (`src/plan/rounds.ts`), and one to
 * the officers about terms that end within 90 days (rows A13, A14).
 */
export const reminders: ClockJob = {
  name: "reminders",
  label: "Reminder",
  occasions: (clock) => [...ofDuties(clock), ...ofTerms(clock)],
};

function ofDuties(clock: Clock): Occasion[] {
  const { plan, today, calendar } = clock;
  const steps = stepsAround(plan, today, calendar).filter(({ day }) => day >= addDays(today, -LOOKING_BACK));
  return [...new Set(steps.map(({ key }) => key))].flatMap((key) =>
    together(
      steps.filter((step) => step.key === key),
      steps,
      clock,
    ),
  );
}

/** Everybody concerned hears once of all that has the same rhythm, and of several rhythms that meet on one day. */
function together(steps: readonly RoundStep[], all: readonly RoundStep[], clock: Clock): Occasion[] {
  const { holders, recipients, plan, calendar } = clock;
  const people = new Set(steps.flatMap((step) => concerned(step, holders, recipients.officers)));
  const [first] = steps;
  if (!first) return [];
  const { day, key, round, letter } = first;
  const gap = all.find((step) => step.day === day && step.letter === letter && isGapReminder(step));
  const quarter: MessageData = gap ? { quarter: quarterOf(gap.round.due, plan.city).id } : {};
  const message = {
    kind: "reminder",
    occasion: `${day} ${letter}`,
    data: { key, due: round.due, day, letter, ...quarter },
  };
  return [...people].map((person) => ({
    job: "reminders",
    subject: `person:${person}`,
    occasion: key,
    dueAt: instantAt(day, plan.nudges.at, plan.city),
    until: endOf(addBusinessDays(day, WINDOW, calendar), plan.city),
    since: undefined,
    deliveries: toEach([toPerson(person)], message),
  }));
}

function ofTerms(clock: Clock): Occasion[] {
  const { terms, plan, calendar, recipients } = clock;
  const remindedOn = (endsOn: IsoDate) => businessDayFrom(addDays(endsOn, -TERM_DAYS), calendar);
  return [...new Set(terms.map(({ endsOn }) => endsOn))].map((endsOn) => ({
    job: "reminders",
    subject: "terms",
    occasion: endsOn,
    dueAt: instantAt(remindedOn(endsOn), plan.nudges.at, plan.city),
    until: endOf(endsOn, plan.city),
    since: undefined,
    deliveries: toEach(recipients.officers.map(toPerson), { kind: "terms-end", occasion: endsOn, data: { endsOn } }),
  }));
}
