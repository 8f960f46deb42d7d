import { defineCommand } from "../../src/core/command.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, reply, text } from "../../src/core/reply.ts";
import { actions, receipt, summary } from "../training/receipt.ts";
import { conflictReply } from "./fix.ts";
import { changeScope } from "./records.ts";

export const fixUndo = defineCommand({
  name: "fix undo",
  summary: "Take a record back; it stays on the trail and can be put back.",
  roles: ["employee", "lead", "officer"],
  fields: { record: record(), reason: textField({ label: "Reason", from: "because", optional: true }) },
  cues: {
    tells: "question",
    patterns: [[/\b(?:undo|void|take back|retract|delete|remove)\b.*\b[a-z]{2}-\d{4}-\d{4,}\b/, 5]],
  },
  examples: ["undo TR-2026-0147"],
  scope: ({ record: id }, env) => changeScope(id, env),
  execute: async ({ record: id, reason }, env) => {
    const result = await env.stores.training.undo(id, reason, env.write);
    if (result.outcome === "conflict") return conflictReply(result.with, env);
    const { record: after } = result;
    const title = result.outcome === "changed" ? `Undone ${id}` : `${id} was undone before`;
    return {
      ...reply(heading(title), text(`It no longer counts: ${summary(after, env)}`), buttons(...actions(after, env))),
      changed: { record: id, department: after.department },
    };
  },
});

export const fixRestore = defineCommand({
  name: "fix restore",
  summary: "Put an undone record back.",
  roles: ["employee", "lead", "officer"],
  fields: { record: record() },
  cues: {
    tells: "question",
    patterns: [[/\b(?:restore|put back|undelete|bring back)\b.*\b[a-z]{2}-\d{4}-\d{4,}\b/, 5]],
  },
  examples: ["restore TR-2026-0147"],
  scope: ({ record: id }, env) => changeScope(id, env),
  execute: async ({ record: id }, env) => {
    const result = await env.stores.training.restore(id, env.write);
    if (result.outcome === "conflict") return conflictReply(result.with, env);
    return receipt(result.outcome === "changed" ? `Put back ${id}` : `${id} is on record`, result.record, env);
  },
});
