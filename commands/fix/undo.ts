import { defineCommand } from "../../src/core/command/command.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { kinds } from "../kinds.ts";

export const fixUndo = defineCommand({
  name: "fix undo",
  summary: "Take a record back; it stays on the trail and can be put back.",
  roles: ["employee", "lead", "officer"],
  fields: { record: record(), reason: textField({ label: "Reason", from: "because", optional: true }) },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:undo|void|take back|retract|delete|remove)\b.*\b[a-z]{2}-\d{4}-\d{4,}\b/, 6],
      [/\b[a-z]{2}-\d{4}-\d{4,}\b.*\b(?:undo|void|retract|delete)\b/, 6],
    ],
  },
  examples: ["undo TR-2026-0012"],
  scope: ({ record: id }, env) => kinds.touches(id, env),
  execute: async ({ record: id, reason }, env) => (await kinds.kindOf(id, env)).undo(id, reason, env),
});

export const fixRestore = defineCommand({
  name: "fix restore",
  summary: "Put an undone record back.",
  roles: ["employee", "lead", "officer"],
  fields: { record: record() },
  cues: {
    tells: "wish",
    patterns: [[/\b(?:restore|put back|undelete|bring back)\b.*\b[a-z]{2}-\d{4}-\d{4,}\b/, 6]],
  },
  examples: ["restore TR-2026-0012"],
  scope: ({ record: id }, env) => kinds.touches(id, env),
  execute: async ({ record: id }, env) => (await kinds.kindOf(id, env)).restore(id, env),
});
