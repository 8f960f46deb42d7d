import type { Stores } from "../core/command/stores.ts";
import type { IsoDate } from "../core/places/city.ts";
import { engagementsKey, type FactsAsked, WINDOWS, type Window } from "../domain/plan/facts.ts";
import type { Finding } from "../domain/plan/finding.ts";
import type { Plan } from "../domain/plan/plan.ts";
import { evaluate, inForce, type Moment, windowOf } from "./evaluate.ts";
import { ruleOf } from "./rules/index.ts";

/**
 * What is so in these departments, and in the city as a whole, on a day: the facts, and what the plan makes of them. The
 * trainings that prove it are listed of one department only, and not where `proof` is "none".
 */
export async function judge(
  { plan, stores }: { plan: Plan; stores: Pick<Stores, "facts" | "nudges"> },
  departments: readonly string[],
  at: Moment,
  proof: "listed" | "none" = "listed",
): Promise<Finding[]> {
  const [facts, exempt] = await Promise.all([
    stores.facts.load(factsAsked(departments, at.on, plan, proof === "listed")),
    stores.nudges.exemptions(at.on),
  ]);
  return evaluate(plan, facts, at, exempt);
}

/** What the plan's rules need to know of these departments on a day. */
export function factsAsked(departments: readonly string[], on: IsoDate, plan: Plan, proof: boolean): FactsAsked {
  const starts = WINDOWS.map((window) => [window, windowOf(window, on, plan.city).start] as const);
  const since = Object.fromEntries(starts) as Record<Window, IsoDate>;
  const counted = plan.measures.filter(({ from }) => from !== undefined);
  const asked = inForce(plan, on).map((one) => ({ ...one, rule: ruleOf(one) }));
  const engagements = asked.flatMap(({ rule, with: parameters, within }) => rule.counts?.(parameters, within) ?? []);
  return {
    on,
    since,
    departments,
    proof,
    counted,
    engagements: [...new Map(engagements.map((one) => [engagementsKey(one), one])).values()],
    analyses: [...new Set(asked.flatMap(({ rule, within }) => rule.analyses?.(within) ?? []))],
    statements: [...new Set(asked.flatMap(({ rule, within }) => rule.statements?.(within) ?? []))],
  };
}
