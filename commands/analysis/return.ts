import { defineCommand } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { analysisOf, requireOtherReviewer, reviewing } from "./access.ts";
import { analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";
import { moved } from "./submit.ts";

export const analysisReturn = defineCommand({
  name: "analysis return",
  summary: "Give a submitted analysis back for changes, with a comment.",
  roles: ["lead", "officer"],
  fields: {
    record: analysisRecord(),
    comment: textField({
      label: "What should change",
      from: "because",
      maxLength: 3000,
      keys: ["comment", "because"],
      control: "lines",
    }),
  },
  cues: { tells: "wish", patterns: [[/\b(?:return|send back|give back)\b.*\ban-\d{4}-\d{4,}\b/, 6]] },
  examples: ["return AN-2026-0002 because the data step names no source"],
  scope: async ({ record }, env) => reviewing(await analysisOf(record, env)),
  execute: async ({ record, comment }, env) => {
    requireOtherReviewer(await analysisOf(record, env), env);
    const { analysis } = await moved(record, { to: "returned", comment }, env);
    return receipt(`Returned ${record}`, analysis, env);
  },
});
