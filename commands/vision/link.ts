import { defineCommand } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { goals } from "../../src/domain/plan/fields/goals.ts";
import { VISION_RECORD } from "./record.ts";
import { noVision, writing } from "./words.ts";

/** Row A6: which of the plan's goals the statement serves. */
export const visionLink = defineCommand({
  name: "vision link",
  summary: "Link your department's vision statement to goals of the plan.",
  roles: ["lead", "officer"],
  fields: { goals: goals(), department: department({ default: "author's" }) },
  cues: {
    tells: "wish",
    patterns: [
      [
        /\b(?:link|connect|tie|align)(?:s|ed|ing)?\b.*\bvision\b|\bvision\b.*\b(?:link|connect|tie|align)(?:s|ed|ing)?\b/,
        5,
      ],
    ],
  },
  examples: ["link G1 G3", "link our vision statement to goals 1 and 3"],
  scope: ({ department: code }) => writing(code),
  execute: async ({ department: code, goals: ids }, env) => {
    const result = await env.stores.visions.link(code, ids, env.write);
    if (result.outcome === "none") throw noVision(code, env);
    const { outcome, vision } = result;
    return VISION_RECORD.receipt(outcome === "linked" ? `Linked ${vision.id}` : "Linked already", vision, env);
  },
});
