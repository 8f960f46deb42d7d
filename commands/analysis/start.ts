import { defineCommand } from "../../src/core/command.ts";
import { Refusal } from "../../src/core/errors.ts";
import { analysisFields } from "./fields.ts";

export const analysisStart = defineCommand({
  name: "analysis start",
  summary: "Start a racial equity analysis of something new or existing.",
  roles: ["employee", "lead", "officer"],
  fields: analysisFields,
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:start|begin|open|launch)\b.*\b(?:anal\w+|toolkit)\b/, 3],
      [/^(?:please )?(?:start|strat|satrt|begin) (?:an? )?(?:new|existing)\b/, 3],
      [/\banaly[sz]e (?:an?|the|our) (?:new|existing)\b/, 1],
    ],
  },
  examples: ['start existing "Snow removal routes"', "start an existing analysis of snow removal routes"],
  scope: ({ department }) => ({ to: "log", of: { department } }),
  execute: async () => {
    throw new Refusal("Analyses cannot be started yet. Nothing was saved.");
  },
});
