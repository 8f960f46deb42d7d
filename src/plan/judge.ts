import type { IsoDate } from "../core/city.ts";
import { engagementsKey, type FactsAsked, WINDOWS, type Window } from "../core/facts.ts";
import type { Finding } from "../core/finding.ts";
import type { Plan } from "../core/plan.ts";
import type { Stores } from "../core/stores.ts";
import { type Exemptions, evaluate, inForce, type Moment, windowOf } from "./evaluate.ts";
import { ruleOf } from "./rules/index.ts";

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
  const engagements = inForce(plan, on).flatMap((one) => ruleOf(one).counts?.(one.with, one.within) ?? []);
  const once = [...new Map(engagements.map((asked) => [engagementsKey(asked), asked])).values()];
  return { on, counted, engagements: once, since: Object.fromEntries(starts) as Record<Window, IsoDate>, departments };
}
