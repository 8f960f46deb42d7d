import { choice } from "../../src/core/fields/choice.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { Plan } from "../../src/core/plan.ts";

/** One of the plan's goals, by its id: "goal G1", "goal 1". */
export const goal = () =>
  choice({
    label: "Goal",
    optional: true,
    choices: ({ plan }) =>
      plan.goals.map(({ id, text }) => ({
        value: id,
        label: `${id}: ${text}`,
        words: new RegExp(
          `\\b(?:goal (?:number |no\\.? ?|#)?(?:${id.toLowerCase()}|${id.replace(/\D+/g, "") || id})|${id.toLowerCase()})\\b`,
        ),
      })),
  });

/** Whether a finding belongs to a goal: to it, or to a strategy or action of it. */
export function idsWithin({ goals }: Plan, goalId: string): (finding: Finding) => boolean {
  const one = goals.find(({ id }) => id === goalId);
  const ids = new Set([
    goalId,
    ...(one?.strategies ?? []).flatMap(({ id, actions }) => [id, ...actions.map((action) => action.id)]),
  ]);
  return ({ of }) => ids.has(of);
}
