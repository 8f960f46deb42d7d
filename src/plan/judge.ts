import type { IsoDate } from "../core/city.ts";
import { type FactsAsked, WINDOWS, type Window } from "../core/facts.ts";
import type { Finding } from "../core/finding.ts";
import type { Plan } from "../core/plan.ts";
import type { Stores } from "../core/stores.ts";
import { type Exemptions, evaluate, type Moment, windowOf } from "./evaluate.ts";

/** What is so in these departments, and in the city as a whole, on a day: the facts, and what the plan makes of them. */
export async function judge(
  { plan, stores }: { plan: Plan; stores: Pick<Stores, "facts"> },
  departments: readonly string[],
  at: Moment,
  exempt?: Exemptions,
): Promise<Finding[]> {
  return evaluate(plan, await stores.facts.load(asking(departments, at.on, plan)), at, exempt);
}

function asking(departments: readonly string[], on: IsoDate, plan: Plan): FactsAsked {
  const starts = WINDOWS.map((window) => [window, windowOf(window, on, plan.city).start] as const);
  const counted = plan.measures.filter(({ from }) => from !== undefined);
  return { on, counted, since: Object.fromEntries(starts) as Record<Window, IsoDate>, departments };
}
