import { choice } from "../../src/core/fields/choice.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import type { Plan, Statement } from "../../src/domain/plan/plan.ts";

/** One of the plan's goals, or of the strategies that serve all of them, by its id: "goal G1", "goal 1", "S2". */
export const goal = () =>
  choice({
    label: "Goal",
    optional: true,
    choices: ({ plan }) => [
      ...plan.goals.map(({ id, text }) => ({
        value: id,
        label: `${id}: ${text}`,
        words: new RegExp(
          `\\b(?:goal (?:number |no\\.? ?|#)?(?:${id.toLowerCase()}|${id.replace(/\D+/g, "") || id})|${id.toLowerCase()})\\b`,
        ),
      })),
      // What serves every goal has no goal of its own.
      ...plan.strategies.map(({ id, name }) => ({
        value: id,
        label: `${id}: ${name}`,
        words: new RegExp(`\\b${id.toLowerCase()}\\b`),
      })),
    ],
  });

/** A goal or strategy, with its strategies and actions. */
export function partsOf(goalId: string, { goals, strategies }: Plan): Pick<Statement, "id" | "rows">[] {
  const goal = goals.find(({ id }) => id === goalId);
  const within = goal?.strategies ?? strategies.filter(({ id }) => id === goalId);
  return [...(goal ? [goal] : []), ...within.flatMap((strategy) => [strategy, ...strategy.actions])];
}

/** Whether a finding belongs to a goal or strategy: to it, or to a strategy or action of it. */
export function idsWithin(plan: Plan, goalId: string): (finding: Finding) => boolean {
  const ids = new Set(partsOf(goalId, plan).map(({ id }) => id));
  return ({ of }) => ids.has(of);
}
