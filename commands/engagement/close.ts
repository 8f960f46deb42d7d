import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { date } from "../../src/core/fields/date.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { kindOf } from "../../src/domain/engagement/kinds/index.ts";
import { changing } from "./receipt.ts";
import { ENGAGEMENT, engagementOf } from "./record.ts";

export const engagementClose = defineCommand({
  name: "engagement close",
  summary: "Say that feedback was answered, a finding closed or another open entry done.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: { ...record(), hint: "Its number, like EN-2026-0012" },
    on: date({ default: "today", label: "Closed on" }),
    outcome: textField({
      label: "Outcome or answer",
      from: "quotes",
      optional: true,
      maxLength: 1000,
      keys: ["answer"],
    }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:close|closed|answered|done|resolved|decided|adopted)\b.*\ben-\d{4}-\d{4,}\b/, 6],
      [/\ben-\d{4}-\d{4,}\b.*\b(?:closed|answered|done|resolved|decided)\b/, 6],
    ],
  },
  examples: ["close EN-2026-0012", 'close EN-2026-0012 on=2026-11-20 answer="An interpreter is there on Tuesdays"'],
  scope: async ({ record: id }, env) => changing(await engagementOf(id, env), env),
  execute: async ({ record: id, on, outcome }, env) => {
    const before = await engagementOf(id, env);
    const { closes, label } = kindOf(before.kind);
    if (closes === undefined)
      throw new Refusal(`${id} is ${label.toLowerCase()}: there is nothing to close. Nothing was changed.`, "record");
    if (before.undone) throw new Refusal(`${id} is undone. Put it back first. Nothing was changed.`, "record");
    if (on < before.heldOn)
      throw new Refusal(`${id} is of ${printDate(before.heldOn)}; it cannot be ${closes} before.`, "on");
    const done = await env.stores.engagements.close(id, on, outcome, env.write);
    const after = await engagementOf(id, env);
    return ENGAGEMENT.receipt(done === "closed" ? `${id}: ${closes}` : `${id} was ${closes} before`, after, env);
  },
});
