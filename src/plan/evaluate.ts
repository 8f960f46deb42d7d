import { planPeriod, quarterOf, yearOf } from "../core/calendar/calendar.ts";
import type { City, IsoDate } from "../core/places/city.ts";
import { type Exemption, exemptionKey } from "../domain/nudge/nudges.ts";
import { type CityFacts, type Facts, NOTHING, type Window } from "../domain/plan/facts.ts";
import type { Finding, FindingState } from "../domain/plan/finding.ts";
import type { Obligation, Plan } from "../domain/plan/plan.ts";
import type { Verdict } from "./rule.ts";
import { ruleOf } from "./rules/index.ts";

/** The day that is looked at, and the day it is: a past quarter is judged as it stood on its last day. */
export interface Moment {
  on: IsoDate;
  today: IsoDate;
}

/** Department and obligation → why the obligation does not apply there, and whether the officer accepted it. */
export type Exemptions = ReadonlyMap<string, Exemption>;

/**
 * Every obligation of the plan for everybody it binds: met, due, overdue, not reported or not applicable, in the plan's
 * own order. Pure: the same facts on the same day give the same findings.
 */
export function evaluate(plan: Plan, facts: CityFacts, at: Moment, exempt: Exemptions = new Map()): Finding[] {
  return inForce(plan, at.on).flatMap((obligation) => {
    const due = dueOn(obligation, at.on, plan.city);
    return boundBy(obligation, facts).map((department) => {
      const of = department === undefined ? facts.city : (facts.departments.get(department) ?? NOTHING);
      return findingOf(obligation, department, of, at, due, exempt);
    });
  });
}

/** Obligations that hold on a day. */
export const inForce = (plan: Plan, on: IsoDate): Obligation[] =>
  plan.obligations.filter(({ from, until }) => from <= on && on <= until);

function boundBy({ binds }: Obligation, { departments }: CityFacts): (string | undefined)[] {
  if (binds === "city") return [undefined];
  if (binds === "departments") return [...departments.keys()];
  return binds.filter((code) => departments.has(code));
}

function findingOf(
  obligation: Obligation,
  department: string | undefined,
  facts: Facts,
  at: Moment,
  due: IsoDate,
  exempt: Exemptions,
): Finding {
  const verdict = ruleOf(obligation).judge(obligation.with, {
    facts,
    department,
    on: at.on,
    due,
    within: obligation.within,
  });
  const said = exempt.get(exemptionKey(department, obligation.id));
  const because = said?.accepted ? said.reason : undefined;
  return {
    obligation: obligation.id,
    label: obligation.label,
    of: obligation.of,
    rows: obligation.rows,
    department,
    state: because === undefined ? stateOf(verdict, due, at) : "not applicable",
    words: because === undefined ? verdict.words : `does not apply: ${because}`,
    value: verdict.value,
    outOf: verdict.outOf,
    outOfOn: verdict.outOfOn,
    due,
    evidence: verdict.evidence ?? [],
    muted: verdict.muted ?? false,
    after: verdict.after,
    ...(verdict.pending === false ? { pending: false as const } : {}),
    remedy: verdict.met === true || because !== undefined ? undefined : verdict.remedy,
    ...(said && !said.accepted ? { asked: said.record } : {}),
  };
}

function stateOf({ met, overdue = false, notApplicable }: Verdict, due: IsoDate, { today }: Moment): FindingState {
  if (notApplicable) return "not applicable";
  if (met === true) return "met";
  if (met === undefined) return "not reported";
  return overdue || due < today ? "overdue" : "due";
}

/** The end of the window the day lies in, or the day the plan names for the first time, whichever is later. */
function dueOn({ within, due, until }: Pick<Obligation, "within" | "due" | "until">, on: IsoDate, city: City): IsoDate {
  if (within === "plan") return due ?? (until < planPeriod(city).end ? until : planPeriod(city).end);
  const end = windowOf(within, on, city).end;
  return due !== undefined && due > end ? due : end;
}

/** The stretch of time a window is, around a day. */
export function windowOf(window: Window, on: IsoDate, city: City): { start: IsoDate; end: IsoDate } {
  if (window === "quarter") return quarterOf(on, city);
  return window === "year" ? yearOf(on, city) : planPeriod(city);
}
