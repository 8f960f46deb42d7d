import { addBusinessDays, businessDayFrom, type WorkCalendar } from "../core/calendar/business-days.ts";
import { addDays, addMonths, planPeriod, quarterOf, yearOf } from "../core/calendar/calendar.ts";
import type { Holder } from "../core/people/duties.ts";
import type { City, IsoDate } from "../core/places/city.ts";
import type { Duty, Obligation, Plan, RaciLetter } from "../domain/plan/plan.ts";

// What comes round for the city as a whole: obligations that bind it, and the plan's own deadlines. Whose they are is said by
// the duty they belong to: R is reminded, C is asked before it closes, A hears when it is still open, I is told afterwards.

/** One turn of something that is to be done by a day. */
export interface Round {
  /** Of the obligation or the deadline. */
  id: string;
  label: string;
  due: IsoDate;
  /** Undefined where it belongs to no duty: then it is the officer's. */
  duty: Duty | undefined;
  /** Its findings say whether it is done; of a deadline, the receipts of its report, where it is one. */
  obligation: Obligation | undefined;
  steps: readonly Step[];
}

/** Whom the round concerns on a day. */
export interface Step {
  letter: RaciLetter;
  day: IsoDate;
  /** Stays the same when a holiday that is entered moves the day: "2026-12-31 R". */
  key: string;
}

export interface RoundStep extends Step {
  round: Round;
}

/** Of a gap of the quarter; a deadline with a day of its own is none. */
export const isGapReminder = ({ letter, round: { obligation } }: RoundStep): boolean =>
  obligation !== undefined && (letter === "R" || letter === "A");

/** Every step of the rounds that are open around a day, and of those just before and after. */
export function stepsAround(plan: Plan, today: IsoDate, calendar: WorkCalendar): RoundStep[] {
  const rounds = [...ofObligations(plan, today, calendar), ...ofDeadlines(plan, today, calendar)];
  return rounds.flatMap((round) => round.steps.map((step) => ({ ...step, round })));
}

const dutyOf = (id: string, { duties }: Plan): Duty | undefined => duties.find((duty) => duty.id === id);

function ofObligations(plan: Plan, today: IsoDate, calendar: WorkCalendar): Round[] {
  return plan.obligations
    .filter(({ binds, from, until }) => binds === "city" && from <= today && today <= until)
    .flatMap((obligation) =>
      windowEnds(obligation, today, plan.city).map((due) => ({
        id: obligation.id,
        label: obligation.label,
        due,
        duty: dutyOf(obligation.of, plan),
        obligation,
        steps: stepsOf({ due, before: [plan.nudges.businessDaysBefore] }, plan, calendar),
      })),
    );
}

/** The window before, in case its last day was a moment ago, this one, and the next. */
function windowEnds({ within, due, from, until }: Obligation, today: IsoDate, city: City): IsoDate[] {
  if (within === "plan") return [due ?? (until < planPeriod(city).end ? until : planPeriod(city).end)];
  const windowOn = (day: IsoDate) => (within === "quarter" ? quarterOf(day, city) : yearOf(day, city));
  const { start, end } = windowOn(today);
  const ends = [addDays(start, -1), end, windowOn(addDays(end, 1)).end].filter((day) => day >= from);
  return [...new Set(ends.map((day) => (due !== undefined && due > day ? due : day)))];
}

function ofDeadlines(plan: Plan, today: IsoDate, calendar: WorkCalendar): Round[] {
  return plan.deadlines.flatMap((deadline) =>
    [-1, 0, 1].flatMap((years) => {
      const due = deadline.on ?? `${Number(today.slice(0, 4)) + years}-${deadline.every ?? ""}`;
      if (deadline.on !== undefined && years !== 0) return [];
      const months = deadline.monthsBefore.map((count) => businessDayFrom(addMonths(due, -count), calendar));
      const rhythm = { due, name: `${deadline.id} `, before: deadline.businessDaysBefore, months };
      const steps = stepsOf(rhythm, plan, calendar);
      return [
        { id: deadline.id, label: deadline.label, due, duty: dutyOf(deadline.of, plan), obligation: undefined, steps },
      ];
    }),
  );
}

/** R on each of these days; C and A follow the first as a follow-up follows a nudge, but not past the last; I the day after. */
function stepsOf({ due, name = "", before, months = [] }: Rhythm, { nudges }: Plan, calendar: WorkCalendar): Step[] {
  const last = addBusinessDays(addDays(due, 1), -1, calendar);
  const days = [...months, ...before.map((count) => addBusinessDays(last, -count, calendar))].sort();
  const first = days[0] ?? last;
  const [soon = 5, late = 10] = nudges.followUpAfter;
  const step = (letter: RaciLetter, day: IsoDate, turn = 0): Step => ({
    letter,
    day,
    key: `${name}${due} ${letter}${turn === 0 ? "" : ` ${turn + 1}`}`,
  });
  return [
    ...days.map((day, turn) => step("R", day, turn)),
    step("C", addBusinessDays(first, soon, calendar)),
    step("A", days.length > 1 ? (days.at(-1) ?? last) : addBusinessDays(first, late, calendar)),
    step("I", businessDayFrom(addDays(due, 1), calendar)),
  ];
}

interface Rhythm {
  due: IsoDate;
  /** Obligations with one last day go by one rhythm, and are told of together; a deadline has its own. */
  name?: string;
  /** Business days. */
  before: readonly number[];
  months?: readonly IsoDate[];
}

/** Roles that have this part in the round, and nobody held them on its day: the officers stand in. */
export const vacant = (step: RoundStep, holders: readonly Holder[]): string[] =>
  rolesWith(step).filter((id) => !heldOn(step, holders).some(({ role }) => role === id));

const rolesWith = ({ letter, round: { duty } }: RoundStep): string[] =>
  Object.entries(duty?.raci ?? {}).flatMap(([role, letters]) => (letters.includes(letter) ? [role] : []));

/** Whoever was named later is not told of it late. */
const heldOn = ({ day }: RoundStep, holders: readonly Holder[]) => holders.filter(({ fromOn }) => fromOn <= day);

/** Ids of the people whom a step concerns; what belongs to no duty is for the officers to remember. */
export function concerned(step: RoundStep, holders: readonly Holder[], officers: readonly number[]): number[] {
  const { letter, round } = step;
  if (!round.duty) return letter === "R" ? [...officers] : [];
  const roles = rolesWith(step);
  const own = heldOn(step, holders).filter(({ role }) => roles.includes(role));
  const standIn = (letter === "R" || letter === "A") && vacant(step, holders).length > 0 ? officers : [];
  return [...new Set([...own.map(({ person }) => person), ...standIn])];
}
