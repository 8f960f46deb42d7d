import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { date } from "../../src/core/fields/date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { text } from "../../src/core/reply/reply.ts";
import { partnerRecord } from "./fields.ts";
import { PARTNER } from "./record.ts";
import { partnerOf, WRITING } from "./words.ts";

export const partnerNote = defineCommand({
  name: "partner note",
  summary: "Note a contact with a partner, or something to remember of it.",
  roles: ["officer"],
  fields: {
    record: partnerRecord(),
    text: textField({ label: "Note", from: "quotes", maxLength: 1000 }),
    on: date({ default: "today" }),
  },
  cues: { tells: "wish", patterns: [[/\bnote\b.*\bpa-\d{4}-\d{4,}\b|\bpa-\d{4}-\d{4,}\b.*\bnote\b/, 6]] },
  examples: ['note PA-2026-0012 "They will host the spring meeting"'],
  scope: () => WRITING,
  execute: async ({ record, text: words, on }, env) => {
    const { id } = await partnerOf(record, env);
    await env.stores.partners.note(id, on, words, env.write);
    return PARTNER.receipt(`Noted at ${id}`, await partnerOf(id, env), env, [text(`${printDate(on)}: ${words}`)]);
  },
});
