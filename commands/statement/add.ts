import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { people } from "../../src/core/fields/people.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import type { Trigger } from "../../src/domain/statement/statements.ts";
import { peopleOf } from "../people.ts";
import { dueBefore, fileFields } from "./fields.ts";
import { statementReceipt } from "./words.ts";

const NAMED = String.raw`\b(?:(?:minority|equity|rei|racial|social) impact|impact) statements?\b`;

/** Rows C5 and H2: one line, when the file is known. */
export const statementAdd = defineCommand({
  name: "statement add",
  summary: "Put an impact statement that a council file needs on record.",
  roles: ["employee", "lead", "officer"],
  rootDefault: true,
  fields: {
    ...fileFields,
    department: department({ default: "author's" }),
    helper: people({ label: "Helper", optional: true, keyOnly: true, hint: "An ambassador or lead who helps" }),
  },
  needs: ({ trigger }) =>
    trigger === "committee request"
      ? [
          { names: ["requestedBy"], because: "Say which committee's chair asked for it." },
          { names: ["requestedOn"], because: "Say when the chair asked for it." },
        ]
      : [],
  cues: {
    tells: "wish",
    patterns: [
      [new RegExp(`\\b(?:add|register|record|new|need|needs|start|log)\\b.*${NAMED}|${NAMED}.*\\bfile\\b`), 4],
      [new RegExp(`${NAMED}.*\\bfor file\\b|\\bfile (?:no\\.? |# ?)?\\d{4,}.*${NAMED}`), 2],
    ],
  },
  examples: [
    'add file=211268 "Bridge repair grant" grant hearing=2026-12-15 committee="Public Works Committee"',
    'add file 190828 "Alley lights" contract',
  ],
  scope: ({ department: code }) => ({ to: "log", of: { department: code } }),
  execute: async ({ helper, trigger, ...values }, env) => {
    const [helping] = helper === undefined ? [] : await peopleOf(helper, env);
    const dueOn = await dueBefore(values.hearingOn, env);
    const nothing = { submittedOn: undefined, attachedOn: undefined, outcome: undefined, amended: undefined };
    const entry = {
      ...values,
      ...nothing,
      trigger: trigger as Trigger,
      change: undefined,
      dueOn,
      helper: helping?.id,
      addedOn: env.today,
    };
    const { outcome, record: statement } = await env.stores.statements.record(entry, env.write);
    if (outcome === "recorded")
      return statementReceipt(`Recorded ${statement.id}`, statement, env, dueWords(dueOn, env.plan));
    return statementReceipt("Already recorded", statement, env, [
      text(`${statement.id} is this department's statement to file ${statement.file}. Nothing new was saved.`),
    ]);
  },
});

interface Setting {
  statements: { dueBusinessDays: number };
}

/** The lead time is the plan's, not the law's, so the receipt says where it comes from. */
function dueWords(dueOn: string | undefined, { statements }: Setting): Block[] {
  const days = `${statements.dueBusinessDays} business ${statements.dueBusinessDays === 1 ? "day" : "days"} before the hearing, as the plan sets it`;
  return [text(dueOn === undefined ? `It is due ${days}.` : `Due ${printDate(dueOn)}: ${days}.`)];
}
