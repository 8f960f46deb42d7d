import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { date } from "../../src/core/fields/date.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Reply } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { StatementFacts } from "../../src/domain/statement/statements.ts";
import { statementRecord } from "./fields.ts";
import { requireStanding, statementOf, statementReceipt, writing } from "./words.ts";

const ID = String.raw`\bis-\d{4}-\d{4,}\b`;
const both = (verb: string): readonly (readonly [RegExp, number])[] => [
  [new RegExp(`\\b(?:${verb})\\b.*${ID}|${ID}.*\\b(?:${verb})\\b`), 6],
];

/** Row C5: it was handed in. What is not filled in here may be in the document, so it is said and not asked for. */
export const statementSubmit = defineCommand({
  name: "statement submit",
  summary: "Record that an impact statement was submitted.",
  roles: ["employee", "lead", "officer"],
  fields: { record: statementRecord(), submittedOn: date({ default: "today", label: "Submitted on" }) },
  cues: { tells: "deed", patterns: both("submit(?:ted|s)?|handed in|hand in") },
  examples: ["submit IS-2026-0003", "IS-2026-0003 was submitted on Nov 3"],
  scope: async ({ record: id }, env) => writing(await statementOf(id, env), env.actor),
  execute: async ({ record: id, submittedOn }, env) => {
    const { attachedOn } = await statementOf(id, env);
    if (attachedOn !== undefined && attachedOn < submittedOn)
      throw new Refusal(`${id} was attached ${printDate(attachedOn)}, before that. Nothing was saved.`, "submittedOn");
    return moved(id, "submit", { submittedOn }, env);
  },
});

/** Row C5: the statement is with the file. */
export const statementAttach = defineCommand({
  name: "statement attach",
  summary: "Record that an impact statement was attached to the council's file.",
  roles: ["employee", "lead", "officer"],
  fields: { record: statementRecord(), attachedOn: date({ default: "today", label: "Attached on" }) },
  cues: { tells: "deed", patterns: both("attach(?:ed|es)?") },
  examples: ["attach IS-2026-0003", "IS-2026-0003 was attached to the file on Nov 5"],
  scope: async ({ record: id }, env) => writing(await statementOf(id, env), env.actor),
  execute: async ({ record: id, attachedOn }, env) => {
    const { submittedOn } = await statementOf(id, env);
    if (submittedOn === undefined)
      throw new Refusal(`${id} is not submitted yet. Record that first: statement submit ${id}. Nothing was saved.`);
    if (attachedOn < submittedOn)
      throw new Refusal(`${id} was submitted ${printDate(submittedOn)}, after that. Nothing was saved.`, "attachedOn");
    return moved(id, "attach", { attachedOn }, env);
  },
});

const AMENDED = [
  { value: "true", label: "Yes", words: /\bamended\b(?!.*\bnot\b)/ },
  { value: "false", label: "No", words: /\bnot amended\b|\bunamended\b|\bwithout amendments?\b/ },
];

/** What came of the file, and whether the statement changed it. */
export const statementOutcome = defineCommand({
  name: "statement outcome",
  summary: "Record what the council did with the file, and whether it was amended because of the statement.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: statementRecord(),
    outcome: textField({
      label: "Outcome",
      from: "quotes",
      maxLength: 500,
      hint: "Like adopted, or placed on file",
      keys: ["result"],
    }),
    amended: choice({ label: "Amended because of it", choices: AMENDED, optional: true, keys: ["amendment"] }),
    change: {
      ...record({ optional: true }),
      label: "Record of the change",
      hint: "Like CH-2026-0003",
      keys: [],
      find: () => ({ state: "absent" }) as const,
    },
  },
  examples: ['outcome IS-2026-0003 "adopted" amended=yes change=CH-2026-0003'],
  scope: async ({ record: id }, env) => writing(await statementOf(id, env), env.actor),
  execute: async ({ record: id, outcome, amended, change }, env) => {
    if (change !== undefined) await requireChange(change, env);
    if (change !== undefined && amended === "false")
      throw new Refusal("You name a change, and say that nothing was amended. Leave one of the two empty.", "change");
    const said = change === undefined && amended === undefined ? undefined : change !== undefined || amended === "true";
    return moved(id, "outcome", { outcome, amended: said, change }, env);
  },
});

async function requireChange(id: string, env: Env): Promise<void> {
  const change = id.startsWith("CH-") ? await env.stores.changes.get(id) : undefined;
  if (change && !change.undone) return;
  throw new Refusal(`There is no change ${id}. "change list" shows them all. Nothing was saved.`, "change");
}

const TITLES = { submit: "Submitted", attach: "Attached", outcome: "Outcome of" } as const;

async function moved(
  id: string,
  action: keyof typeof TITLES,
  facts: Partial<StatementFacts>,
  env: Env,
): Promise<Reply> {
  const before = await statementOf(id, env);
  requireStanding(before);
  const outcome = await env.stores.statements.update(id, action, facts, undefined, env.write);
  const title = outcome === "unchanged" ? "On record already" : `${TITLES[action]} ${id}`;
  return statementReceipt(title, await statementOf(id, env), env);
}
