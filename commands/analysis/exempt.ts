import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { analysisOf, reviewing } from "./access.ts";
import { analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";

export const analysisExempt = defineCommand({
  name: "analysis exempt",
  summary: "Say why an item on the register need not be analysed, or that it must be after all.",
  roles: ["lead", "officer"],
  fields: {
    record: analysisRecord(),
    reason: textField({ label: "Reason", from: "because", optional: true, keys: ["why", "because"] }),
    lift: choice({
      label: "It must be analysed after all",
      optional: true,
      choices: [{ value: "yes", label: "Yes, lift the exemption", words: /\bafter all\b|\bnot exempt\b/ }],
    }),
  },
  anyOf: [{ names: ["reason", "lift"], because: "Say why it need not be analysed." }],
  cues: { tells: "wish", patterns: [[/\bexempt\b.*\ban-\d{4}-\d{4,}\b|\ban-\d{4}-\d{4,}\b.*\bexempt\b/, 6]] },
  examples: ["exempt AN-2026-0002 because state law leaves no choice"],
  scope: async ({ record }, env) => reviewing(await analysisOf(record, env)),
  execute: async ({ record, reason, lift }, env) => {
    const before = await analysisOf(record, env);
    if (before.state !== "registered" && before.state !== "withdrawn")
      throw new Refusal(
        `${record} is under way or done, so there is nothing to exempt. Withdraw it first. Nothing was changed.`,
      );
    if (lift !== undefined && before.exempt === undefined)
      throw new Refusal(`${record} is not exempt: it counts. Nothing was changed.`);
    await env.stores.analyses.exempt(record, lift === undefined ? reason : undefined, env.write);
    const analysis = await analysisOf(record, env);
    return lift === undefined
      ? receipt(`Exempted ${record}`, analysis, env, [
          text("It is not among the items to analyse; the reason stays on record."),
        ])
      : receipt(`${record} is to be analysed`, analysis, env, [text("It counts among the items to analyse again.")]);
  },
});
