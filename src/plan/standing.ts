import { addMonths } from "../core/calendar/calendar.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { Action, Plan } from "../domain/plan/plan.ts";
import { isResponsible } from "../domain/plan/plan-items.ts";
import { PROGRESS, type Progress, type ProgressState } from "../domain/plan/progress.ts";

/** What nobody reported is not planned, and not on track either. */
export const STANDINGS = [...PROGRESS, "no update"] as const;

/** Where one action of the plan stands on a day (row E23). */
export interface Standing {
  action: Action;
  state: (typeof STANDINGS)[number];
  /** Its day has passed, whatever was said. */
  pastDue: boolean;
  /** What was said of the action as a whole. */
  whole: Progress | undefined;
  /** What was said of the parts of several departments. */
  parts: readonly Progress[];
  /** How many departments are responsible. */
  departments: number;
  last: IsoDate | undefined;
  /** Not done, and nobody has said anything for a quarter. */
  stale: boolean;
}

/** Where every action stands, by what was said last. Pure. */
export function standings(
  plan: Pick<Plan, "city">,
  actions: readonly Action[],
  said: readonly Progress[],
  departments: readonly string[],
  today: IsoDate,
): Standing[] {
  return actions.map((action) => {
    const own = said.filter((one) => one.action === action.id);
    return standingOf(action, own, departments, plan.city.planPeriod.start, today);
  });
}

function standingOf(
  action: Action,
  said: readonly Progress[],
  departments: readonly string[],
  planStart: IsoDate,
  today: IsoDate,
): Standing {
  const responsible = departments.filter((code) => isResponsible(action.responsible, code));
  // The only department responsible speaks for all of it.
  const isWhole = ({ department }: Progress) => department === undefined || responsible.length === 1;
  const whole = said.filter(isWhole).sort(newestFirst)[0];
  const parts = said.filter((one) => !isWhole(one));
  const reported = whole?.state ?? together(parts, responsible.length);
  const pastDue = action.due !== undefined && action.due < today && reported !== "done";
  const last = [...said].sort(newestFirst)[0]?.reportedOn;
  const since = last ?? (action.from !== undefined && action.from > planStart ? action.from : planStart);
  return {
    action,
    state: pastDue ? "late" : (reported ?? "no update"),
    pastDue,
    whole,
    parts,
    departments: responsible.length,
    last,
    stale: reported !== "done" && addMonths(since, 3) < today,
  };
}

const newestFirst = (a: Progress, b: Progress) =>
  b.reportedOn.localeCompare(a.reportedOn) || b.id.localeCompare(a.id, "en", { numeric: true });

/** Done when everybody's part is; late when anybody's is. */
function together(parts: readonly Progress[], departments: number): ProgressState | undefined {
  const states = parts.map(({ state }) => state);
  if (states.length === 0) return undefined;
  if (states.includes("late")) return "late";
  if (states.length === departments && states.every((state) => state === "done")) return "done";
  return states.every((state) => state === "planned") ? "planned" : "on track";
}
