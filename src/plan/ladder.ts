import { Temporal } from "temporal-polyfill";
import type { WorkCalendar } from "../core/calendar/business-days.ts";
import { addDays, previousQuarter, quarterOf } from "../core/calendar/calendar.ts";
import type { Catalog } from "../core/catalog/catalog.ts";
import type { Stores } from "../core/command/stores.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { Plan } from "../domain/plan/plan.ts";
import { type Ladder, type Unanswered, unanswered } from "./escalation.ts";
import { judge } from "./judge.ts";
import { nudgesOf, QUARTERLY } from "./nudged.ts";

interface Asking {
  plan: Plan;
  today: IsoDate;
  catalog: Pick<Catalog, "departments">;
  workCalendar(): Promise<WorkCalendar>;
  stores: Pick<Stores, "occasions" | "recipients" | "nudges" | "facts">;
}

/** The nudges of this quarter, those before and after it, and who is reminded of them, as it is now. */
export async function ladderOf({ plan, today, catalog, workCalendar, stores }: Asking): Promise<Ladder> {
  const current = quarterOf(today, plan.city);
  const before = previousQuarter(current, plan.city);
  const quarters = [before, current, quarterOf(addDays(current.end, 1), plan.city)];
  const since = Temporal.PlainDate.from(before.start).toZonedDateTime(plan.city.zone).toInstant();
  const [calendar, past, recipients, answers] = await Promise.all([
    workCalendar(),
    stores.occasions.past([QUARTERLY], since),
    stores.recipients.on(today),
    stores.nudges.since(before.start),
  ]);
  const departments = catalog.departments.map(({ code }) => code);
  const nudged = nudgesOf(quarters, { plan, calendar, today, departments, past });
  return { plan, calendar, nudged, recipients, answers };
}

/** Departments that have not answered this quarter's nudge, once the whole ladder has heard: lines of the officer's digest. */
export async function unansweredNudges(asking: Asking): Promise<Unanswered[]> {
  const { plan, today } = asking;
  const ladder = await ladderOf(asking);
  const { id } = quarterOf(today, plan.city);
  const nudged = ladder.nudged.filter(({ quarter, on }) => quarter === id && on <= today);
  if (nudged.length === 0) return [];
  const departments = nudged.map(({ department }) => department);
  const findings = await judge(asking, departments, { on: today, today }, "none");
  return unanswered({ ...ladder, nudged }, findings, today);
}
