import { addBusinessDays, businessDayFrom, type WorkCalendar } from "../core/calendar/business-days.ts";
import { addDays } from "../core/calendar/calendar.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { Recipients } from "../core/places/places.ts";
import { answerOf, type NudgeAnswer } from "../domain/nudge/nudges.ts";
import { type Finding, isGap } from "../domain/plan/finding.ts";
import type { EscalationStep, Plan } from "../domain/plan/plan.ts";

/** A department's nudge of a quarter, as it went out or is to go out. */
export interface Nudged {
  department: string;
  /** "2026-Q4", and its last day. */
  quarter: string;
  end: IsoDate;
  on: IsoDate;
  /** Obligations that were open then. */
  open: readonly string[];
}

/** What decides who is reminded, and when. */
export interface Ladder {
  plan: Pick<Plan, "escalation" | "nudges">;
  calendar: WorkCalendar;
  nudged: readonly Nudged[];
  recipients: Recipients;
  answers: readonly NudgeAnswer[];
}

/** One step of the escalation of one department's nudge (rows F4, F5). */
export interface Reminder {
  nudged: Nudged;
  step: EscalationStep;
  /** Tells it from the others of that department: "2026-Q4 +5". */
  occasion: string;
  day: IsoDate;
  to: readonly number[];
}

/**
 * Who is reminded when, by the plan's ladder: so many business days after the nudge, leads first, then the senior leaders.
 * Whoever took a nudge over is in the leads' place; without leads it is the officers. A snooze puts a reminder off until
 * the business day after it, and one that would come after the quarter does not come. Pure.
 */
export function reminders(ladder: Ladder): Reminder[] {
  return ladder.nudged.flatMap((nudged) =>
    privateSteps(ladder).flatMap(({ step, after }) => {
      const reminder = reminderOf(nudged, step, after, ladder);
      return reminder.day > nudged.end ? [] : [reminder];
    }),
  );
}

/** The steps that somebody hears of privately; the officer's is a line in their digest. */
function privateSteps({ plan: { escalation, nudges } }: Ladder): { step: EscalationStep; after: number }[] {
  return escalation.flatMap((step, at) => {
    const after = nudges.followUpAfter[at];
    return step === "officer" || after === undefined ? [] : [{ step, after }];
  });
}

function reminderOf(nudged: Nudged, step: EscalationStep, after: number, ladder: Ladder): Reminder {
  const { calendar } = ladder;
  const day = addBusinessDays(nudged.on, after, calendar);
  const awake = awakeFrom(day, nudged, ladder);
  const late = awake === day ? "" : ` after ${awake}`;
  return {
    nudged,
    step,
    occasion: `${nudged.quarter} +${after}${late}`,
    day: awake,
    to: whoHears(step, nudged, awake, ladder),
  };
}

/** That day, or the first business day after the snoozes that hold on it. */
function awakeFrom(day: IsoDate, nudged: Nudged, { answers, calendar }: Pick<Ladder, "answers" | "calendar">): IsoDate {
  const snooze = answerOf("snooze", { department: nudged.department, on: day }, answers);
  if (!snooze) return day;
  return awakeFrom(businessDayFrom(addDays(snooze.endsOn, 1), calendar), nudged, { answers, calendar });
}

function whoHears(step: EscalationStep, { department }: Nudged, on: IsoDate, { recipients, answers }: Ladder) {
  if (step === "senior-leader") return recipients.seniors.get(department) ?? [];
  return responsibleFor(department, on, recipients, answers);
}

/** Whoever took the nudge over, else the leads, else the officers. */
export function responsibleFor(
  department: string,
  on: IsoDate,
  { leads, officers }: Pick<Recipients, "leads" | "officers">,
  answers: readonly NudgeAnswer[],
): readonly number[] {
  const taken = answerOf("hand over", { department, on }, answers);
  if (taken?.person !== undefined) return [taken.person];
  const own = leads.get(department) ?? [];
  return own.length > 0 ? own : officers;
}

/**
 * Whether anybody did anything about a nudge: one of the gaps it listed is none any more, because something was recorded,
 * or because it was said not to apply. A snooze puts off, and handing over redirects; neither is doing.
 */
export function hasActed(
  { department, open }: Pick<Nudged, "department" | "open">,
  findings: readonly Finding[],
): boolean {
  const left = new Set(
    findings.filter((one) => one.department === department && isGap(one)).map((one) => one.obligation),
  );
  return open.some((obligation) => !left.has(obligation));
}

/** A department that has not answered its nudge: for the officer's digest, before the quarter closes. */
export interface Unanswered {
  nudged: Nudged;
  gaps: readonly Finding[];
}

/** Those of whom the whole ladder has heard, of which nothing came, and which are not snoozed today. Pure. */
export function unanswered(ladder: Ladder, findings: readonly Finding[], today: IsoDate): Unanswered[] {
  return ladder.nudged.flatMap((nudged) => {
    const { department } = nudged;
    const gaps = findings.filter((one) => one.department === department && isGap(one));
    const quiet = answerOf("snooze", { department, on: today }, ladder.answers) !== undefined;
    if (gaps.length === 0 || quiet || today < officersDay(nudged, ladder) || hasActed(nudged, findings)) return [];
    return [{ nudged, gaps }];
  });
}

/** From the officer's own step on, or else from the last reminder on. */
function officersDay(nudged: Nudged, { plan: { escalation, nudges }, calendar }: Ladder): IsoDate {
  const after = nudges.followUpAfter[escalation.indexOf("officer")] ?? nudges.followUpAfter.at(-1) ?? 0;
  return addBusinessDays(nudged.on, after, calendar);
}
