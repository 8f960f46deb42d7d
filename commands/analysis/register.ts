import { defineCommand } from "../../src/core/command.ts";
import { Refusal } from "../../src/core/errors.ts";
import { analysisFields } from "./fields.ts";

export const analysisRegister = defineCommand({
  name: "analysis register",
  summary: "Register a policy, program, practice or budget decision that has to be analysed.",
  roles: ["employee", "lead", "officer"],
  fields: analysisFields,
  cues: {
    tells: "wish",
    patterns: [
      [/\bregister\b.*\b(?:new|existing|policy|program|practice|budget|analysis)\b/, 3],
      [/\bregister (?:it|this|that) for (?:an )?anal/, 3],
    ],
  },
  examples: ['register new policy "Body camera retention"', "register new program Mobile vaccination van"],
  scope: ({ department }) => ({ to: "log", of: { department } }),
  execute: async () => {
    throw new Refusal("Analyses cannot be registered yet. Nothing was saved.");
  },
});
