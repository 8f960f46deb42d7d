import { defineCommand } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { text } from "../../src/core/reply/reply.ts";
import { analysisOf, deciding } from "./access.ts";
import { analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";
import { moved } from "./submit.ts";

export const analysisWithdraw = defineCommand({
  name: "analysis withdraw",
  summary: "Stop an analysis; everything that was written is kept.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: analysisRecord(),
    reason: textField({ label: "Reason", question: "Why is it withdrawn?", from: "because", keys: ["why", "because"] }),
  },
  cues: { tells: "wish", patterns: [[/\bwithdraw\b.*\ban-\d{4}-\d{4,}\b/, 6]] },
  examples: ["withdraw AN-2026-0002 because the proposal was dropped"],
  scope: async ({ record }, env) => deciding(await analysisOf(record, env), env),
  execute: async ({ record, reason }, env) => {
    const { analysis } = await moved(record, { to: "withdrawn", reason }, env);
    const counts =
      analysis.kind === "new" && analysis.exempt === undefined
        ? " It still counts among the new items to analyse, unless it is exempted."
        : "";
    return receipt(`Withdrew ${record}`, analysis, env, [text(`Everything is kept. Reason: ${reason}${counts}`)]);
  },
});
