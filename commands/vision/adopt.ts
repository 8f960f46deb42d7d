import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { VISION_RECORD } from "./record.ts";
import { noVision, writing } from "./words.ts";

const VISION = String.raw`\bvision(?: statement)?\b`;
const ADOPTED = String.raw`\b(?:adopt(?:s|ed|ing)?|approv(?:e|ed|es|ing)|ratif(?:y|ied))\b`;

/** Row A5: the newest draft comes into force; what was in force before stays in the history. */
export const visionAdopt = defineCommand({
  name: "vision adopt",
  summary: "Record that your department adopted its vision statement.",
  roles: ["lead", "officer"],
  fields: {
    department: department({ default: "author's" }),
    adoptedOn: date({ default: "today", label: "Adopted on" }),
    adoptedBy: textField({
      label: "Adopted by",
      hint: "Who or which body adopted it",
      from: "key",
      optional: true,
      maxLength: 200,
      keys: ["by"],
    }),
  },
  cues: {
    tells: "deed",
    patterns: [
      [new RegExp(`${ADOPTED}.*${VISION}|${VISION}.*${ADOPTED}`), 4],
      // After /vision nothing else can be meant.
      [/^(?:we |it was |was )?(?:adopted|approved|ratified)\b/, 2],
    ],
  },
  examples: ["adopt", "adopt 2026-11-03", "we adopted our vision statement on Nov 3"],
  scope: ({ department: code }) => writing(code),
  execute: async ({ department: code, adoptedOn, adoptedBy }, env) => {
    const result = await env.stores.visions.adopt(code, { on: adoptedOn, by: adoptedBy }, env.write);
    if (result.outcome === "none") throw noVision(code, env);
    const { outcome, vision } = result;
    if (outcome === "too early")
      throw new Refusal(
        `${vision.id}, version ${vision.version}, was adopted ${printDate(vision.adoptedOn ?? "")}. A newer version is adopted after that. Nothing was saved.`,
        "adoptedOn",
      );
    return outcome === "adopted"
      ? VISION_RECORD.receipt(`Adopted ${vision.id}`, vision, env)
      : VISION_RECORD.receipt("Adopted already", vision, env, [
          text("There is no newer draft. Nothing new was saved; Edit corrects the day."),
        ]);
  },
});
