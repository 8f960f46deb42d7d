import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { StepStanding } from "../../src/domain/analysis/analysis-steps.ts";
import type { Statement } from "../../src/domain/statement/statements.ts";
import { type Answered, answers } from "../analysis/answers.ts";
import { stepNumber } from "../analysis/fields.ts";
import { type ReadAnswers, readAll } from "../analysis/form.ts";
import { statementRecord } from "./fields.ts";
import { differing, partAt, partForm } from "./form.ts";
import { leftOf, requireStanding, statementOf, statementReceipt, writing } from "./words.ts";

/** The form list of section 50-6: the proposal, then two groups at a time; every save is kept. */
export const statementWrite = defineCommand({
  name: "statement write",
  summary: "Fill in a part of an impact statement; every save is kept.",
  roles: ["employee", "lead", "officer"],
  fields: { record: statementRecord(), step: stepNumber(), answers: answers() },
  cues: {
    tells: "wish",
    patterns: [[/\b(?:write|fill in|part \d)\b.*\bis-\d{4}-\d{4,}\b|\bis-\d{4}-\d{4,}\b.*\bpart \d/, 6]],
  },
  examples: ["write IS-2026-0003 step 2"],
  scope: async ({ record }, env) => writing(await statementOf(record, env), env.actor),
  form: async (raw, env) => {
    const statement = await statementOf(String(raw.record), env);
    requireStanding(statement);
    return partForm(statement, partAt(statement, String(raw.step ?? "1")));
  },
  execute: async (values, env) => {
    const statement = await statementOf(values.record, env);
    requireStanding(statement);
    const part = partAt(statement, values.step);
    if (values.answers) return save(statement, part, values.answers, env);
    return reply({ kind: "form", form: partForm(statement, part) });
  },
});

async function save(statement: Statement, at: StepStanding, { given, base }: Answered, env: Env): Promise<Reply> {
  const read = readAll(at, given);
  await requireAnalysis(read, env);
  const outcome = await env.stores.statements.save(statement.id, read.answers, base, env.write);
  const now = await statementOf(statement.id, env);
  if (outcome === "overtaken") return overtaken(now, at, read);
  if (Object.keys(read.problems).length > 0)
    return reply(
      heading(`Part ${at.number} of ${now.id}: please look at ${Object.keys(read.problems).length} again`),
      text("Everything else is saved."),
      { kind: "form", form: partForm(now, at, read.unread, read.problems) },
    );
  const title = `${outcome === "saved" ? "Saved" : "Nothing new in"} part ${at.number} of ${now.id}`;
  const next = leftOf(now).find(({ number }) => number > at.number);
  return { ...statementReceipt(title, now, env), ...(next ? { next: partForm(now, next) } : {}) };
}

function overtaken(now: Statement, at: StepStanding, read: ReadAnswers): Reply {
  return reply(
    heading(`Somebody saved ${now.id} in between`),
    text("Nothing of yours is saved yet. Look at what is on record beside each answer, and save again."),
    {
      kind: "form",
      form: partForm(
        now,
        at,
        { ...read.answers, ...read.unread },
        { ...differing(now, at, read.answers), ...read.problems },
      ),
    },
  );
}

/** The analysis it rests on is one that is on record. */
async function requireAnalysis({ answers: { analysis } }: ReadAnswers, env: Env): Promise<void> {
  if (analysis === undefined || analysis === "") return;
  const found = await env.stores.analyses.get(analysis.toUpperCase());
  if (found && !found.undone) return;
  throw new Refusal(
    `There is no analysis ${analysis}. "analysis list" shows them all. Nothing was saved.`,
    "answers.analysis",
  );
}
