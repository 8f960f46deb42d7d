import { type Period, planPeriod, printPeriod, quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { after } from "../../src/core/fields/after.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { departmentIn } from "../../src/core/records/list.ts";
import { PAGE, pageEnd } from "../../src/core/records/paging.ts";
import { type Block, buttons, facts, heading, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed } from "../../src/core/request/actor.ts";
import { printAnswer } from "../../src/domain/analysis/analysis-steps.ts";
import { STATEMENT } from "../../src/domain/statement/statement-steps.ts";
import { isLate, type Statement, type StatementTotals } from "../../src/domain/statement/statements.ts";
import { statementRecord } from "./fields.ts";
import {
  about,
  actions,
  labelIn,
  leftWords,
  reading,
  standing,
  statementLine,
  statementOf,
  triggerLabel,
} from "./words.ts";

const NAMED = String.raw`\b(?:(?:minority|equity|rei|racial|social) impact|impact) statements?\b`;

export const statementShow = defineCommand({
  name: "statement show",
  summary: "Show an impact statement: its file, its impacts and where it stands.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: { record: statementRecord() },
  cues: { tells: "question", patterns: [[/\b(?:show|read|open|see|view)\b.*\bis-\d{4}-\d{4,}\b/, 6]] },
  examples: ["show IS-2026-0003"],
  scope: async ({ record }, env) => reading(await statementOf(record, env), env.actor),
  execute: async ({ record }, env) => {
    const statement = await statementOf(record, env);
    const all = actions(statement, env).filter(({ command }) => command !== "statement show");
    return reply(
      heading(`${statement.id} · ${labelIn(env.city)}`),
      text(statementLine(statement, env)),
      facts(...about(statement)),
      ...STATEMENT.steps.flatMap(({ title, questions }) => answered(title, questions, statement)),
      text(leftWords(statement)),
      ...(all.length === 0 ? [] : [buttons(...all)]),
    );
  },
});

function answered(
  title: string,
  questions: (typeof STATEMENT.steps)[number]["questions"],
  { answers }: Statement,
): Block[] {
  const said = questions.flatMap((question) => {
    const value = answers[question.id];
    return value === undefined ? [] : [{ label: question.label, value: printAnswer(question, value) }];
  });
  return said.length === 0 ? [] : [text(title), facts(...said)];
}

/** Row C5: required, submitted and attached, and what is late first. */
export const statementList = defineCommand({
  name: "statement list",
  summary: "List impact statements: what is required, submitted, attached and late.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: { department: department({ optional: true }), period: period({ optional: true }), after: after() },
  cues: {
    tells: "question",
    patterns: [
      [
        new RegExp(
          `\\b(?:list|show|which|what|how many|all|late|overdue|missing)\\b.*${NAMED}|${NAMED}.*\\b(?:late|overdue|due|missing)\\b`,
        ),
        6.5,
      ],
    ],
  },
  examples: ["list", "list public works 2026"],
  scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
  execute: async (values, env) => {
    const asked = values.period === undefined ? thisPlan(env) : periodOf(values.period, env.city);
    const { start, end } = asked;
    const scope = cityOrLed(values.department, env.actor);
    const code = departmentIn(scope);
    const departments = code === undefined ? undefined : [code];
    const listed = await env.stores.statements.page({ departments, start, end, after: values.after, limit: PAGE });
    const totals = await env.stores.statements.totals(start, end, env.today);
    const here = totals.filter((one) => code === undefined || one.department === code);
    const where = code === undefined ? env.city.name : departmentName(env.catalog, code);
    return reply(
      heading(`${labelIn(env.city)}s · ${where} · ${printPeriod(asked)}`),
      text(counted(here)),
      ...table(listed.records, env),
      ...pageEnd(listed, { command: "statement list", values }),
      ...(here.length === 0 ? [] : [totalsTable(here, env)]),
    );
  },
});

/** The plan's period, or this quarter after it has ended. */
const thisPlan = ({ city, today }: Env): Period =>
  today <= city.planPeriod.end ? planPeriod(city) : quarterOf(today, city);

const FIGURES = ["required", "submitted", "attached", "late"] as const;

function counted(totals: readonly StatementTotals[]): string {
  const sum = (name: (typeof FIGURES)[number]) => totals.reduce((all, one) => all + one[name], 0);
  return totals.length === 0
    ? "None is due or added in this period."
    : `${sum("required")} required, ${sum("submitted")} submitted, ${sum("attached")} attached, ${sum("late")} late.`;
}

function table(found: readonly Statement[], { today }: Env): Block[] {
  if (found.length === 0) return [];
  const late = (one: Statement) => Number(isLate(one, today) && one.submittedOn === undefined);
  const rows = [...found]
    .sort((a, b) => late(b) - late(a))
    .map((one) => [one.id, one.file, one.title, standing(one, today), triggerLabel(one), one.department]);
  const columns = ["Record", "File", "Title", "Standing", "Why", "Department"].map((label) => ({ label }));
  return [{ kind: "table", caption: "Those to be submitted, and those of the period", columns, rows, list: true }];
}

function totalsTable(totals: readonly StatementTotals[], { catalog }: Env): Block {
  const rows = totals.map((one) => [
    departmentName(catalog, one.department),
    one.trigger,
    ...FIGURES.map((name) => String(one[name])),
  ]);
  const numeric = FIGURES.map((label) => ({ label: label.charAt(0).toUpperCase() + label.slice(1), numeric: true }));
  return {
    kind: "table",
    caption: "By department and reason, of those due or added in the period",
    columns: [{ label: "Department" }, { label: "Why" }, ...numeric],
    rows,
  };
}
