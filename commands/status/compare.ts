import { type Period, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed, departmentMeant, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { ACTIVITY } from "../../src/domain/engagement/kinds/index.ts";
import { judge } from "../../src/plan/judge.ts";
import { isDepartment, sideName, sides } from "./sides.ts";

interface Values {
  between: string[];
  department: string | undefined;
  period: string;
}

/** Departments of one period, or periods of one department or the city, side by side. */
export const statusCompare = defineCommand({
  name: "status compare",
  summary: "Compare departments, or periods: what the plan asks for, training and activities side by side.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: { between: sides(), department: department({ optional: true }), period: period({ default: "this quarter" }) },
  cues: {
    tells: "question",
    patterns: [[/\b(?:compare[sd]?|comparing|comparison)\b/, 6]],
  },
  examples: ["compare public works and library", "how does 2026-Q2 compare with 2026-Q3"],
  scope: scopeOf,
  execute: async (values, env) => {
    const columns = await Promise.all(values.between.map((side) => columnOf(side, values, env)));
    const names = values.between.map((side) => sideName(side, env));
    const scope = isDepartment(values.between[0] ?? "", env)
      ? printPeriod(periodOf(values.period, env.city))
      : whereOf(values, env);
    return reply(
      heading(`${names.join(" and ")} · ${scope}: ${columns.map(({ met }) => met).join(" and ")} requirements met`),
      tableOf(names, columns),
      text("Not reported is not zero. Attendance counts a person once for each session."),
      buttons(...values.between.map((side) => statusButton(side, values, env))),
    );
  },
});

/** All of them must be the author's to read. */
function scopeOf({ between, department: code }: Values, env: Env): Scope {
  const [first] = between;
  if (first === undefined || !isDepartment(first, env)) return cityOrLed(code, env.actor);
  const led = between.every((one) => env.actor.leads.includes(one));
  return { to: "read", of: led ? { department: first } : { city: true } };
}

function whereOf({ department: code }: Values, { actor, catalog, city }: Env): string {
  const meant = departmentMeant(code, actor);
  return meant === undefined ? city.name : departmentName(catalog, meant);
}

interface Column {
  met: string;
  cells: readonly string[];
}

async function columnOf(side: string, values: Values, env: Env): Promise<Column> {
  const own = isDepartment(side, env);
  const asked = periodOf(own ? values.period : side, env.city);
  if (asked.start > env.today) throw new Refusal(`${printPeriod(asked)} has not begun.`, own ? "period" : "between");
  const meant = own ? side : departmentMeant(values.department, env.actor);
  const codes = meant === undefined ? env.catalog.departmentsOn(asked.end).map(({ code }) => code) : [meant];
  return figuresOf(codes, asked, env);
}

async function figuresOf(codes: readonly string[], { start, end }: Period, env: Env): Promise<Column> {
  const on = end < env.today ? end : env.today;
  const [findings, training, activities] = await Promise.all([
    judge(env, codes, { on, today: env.today }),
    env.stores.training.totals(start, end),
    env.stores.engagements.totals([ACTIVITY], start, end),
  ]);
  const own = findings.filter(({ department: code, state }) => code !== undefined && state !== "not applicable");
  const met = `${own.filter(({ state }) => state === "met").length} of ${own.length}`;
  const trained = training.filter(({ department: code }) => codes.includes(code));
  const led = activities.filter(({ department: code }) => codes.includes(code));
  return {
    met,
    cells: [
      met,
      sum(trained, ({ sessions }) => sessions),
      sum(trained, ({ employees }) => employees),
      sum(trained, ({ contractors }) => contractors),
      sum(trained, ({ unsplit }) => unsplit),
      sum(led, ({ engagements }) => engagements),
    ],
  };
}

const ROWS = [
  "Requirements of the plan met",
  "Training sessions",
  "Employees who attended",
  "Contractors who attended",
  "Employees and contractors not counted apart",
  "Activities led",
];

function sum<Row>(rows: readonly Row[], pick: (row: Row) => number): string {
  return rows.length === 0 ? "not reported" : rows.reduce((so, row) => so + pick(row), 0).toLocaleString("en-US");
}

const tableOf = (names: readonly string[], columns: readonly Column[]): Block => ({
  kind: "table",
  caption: "Side by side",
  columns: [{ label: "Figure" }, ...names.map((label) => ({ label, numeric: true }))],
  rows: ROWS.map((label, at) => [label, ...columns.map(({ cells }) => cells[at] ?? "")]),
});

function statusButton(side: string, { department: code, period: asked }: Values, env: Env): Button {
  const here = code === undefined ? {} : { department: code };
  const values = isDepartment(side, env) ? { department: side, period: asked } : { ...here, period: side };
  return { label: sideName(side, env), command: "status", values };
}
