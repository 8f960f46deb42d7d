import { text } from "../../src/core/reply/reply.ts";
import { actionsOf, isResponsible } from "../../src/domain/plan/plan-items.ts";
import { raciBlocks } from "../plan/raci.ts";
import { countsInWords, itemsTable } from "../plan/tables.ts";
import { standingsFor } from "../plan/words.ts";
import type { Section } from "./section.ts";

/** Actions of the plan, their owners and how they go today (rows E10, E23). */
export const planSection: Section = {
  topic: "plan items",
  label: "Plan items",
  // "plan" alone is a period.
  words: /\b(?:plan (?:items?|actions?|progress)|work ?plan|action plan)\b/,
  show: async (departments, _period, env) => {
    const own = actionsOf(env.plan).filter(({ responsible }) =>
      departments.some((code) => isResponsible(responsible, code)),
    );
    const all = await standingsFor(own, env);
    return [text(countsInWords(all)), ...(all.length === 0 ? [] : [itemsTable(all, env)])];
  },
};

/** Who does what (row E14). */
export const raciSection: Section = {
  topic: "raci",
  label: "Who does what",
  words: /\braci\b|\bwho does what\b/,
  show: async (_departments, _period, { plan }) => raciBlocks(plan),
};
