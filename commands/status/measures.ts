import { type Period, yearOf } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Block } from "../../src/core/reply/reply.ts";
import type { Measure } from "../../src/domain/measure/measure.ts";
import { measureChart } from "../../src/reports/measures/chart.ts";
import { measuresTable } from "../../src/reports/measures/overview.ts";
import { type MeasureReport, reportFrom, reportOf } from "../../src/reports/measures/report.ts";
import { showMeasures } from "../measure/show.ts";
import { partsOf } from "./goal.ts";
import type { Section } from "./section.ts";

/** Every measure, with its value, target and trend (row E29). */
export const measuresSection: Section = {
  topic: "measures",
  label: "Measures",
  words: /\b(?:measures|indicators|benchmarks|metrics)\b/,
  show: async ([only, another], { id: period }, env) => {
    const asked = { measure: undefined, period, department: another === undefined ? only : undefined };
    // The status has its own heading and buttons.
    return (await showMeasures(asked, env)).blocks.filter(({ kind }) => kind === "table" || kind === "text");
  },
};

/** What the plan sets targets for, in the year of the period: the table, and how many people took part, quarter by quarter. */
export async function targeted(asked: Period, env: Env): Promise<Block[]> {
  const measures = env.catalog.measures.filter(({ target }) => target !== undefined);
  const { year, reports } = await reportsOf(measures, undefined, asked, env);
  if (reports.length === 0) return [];
  return [measuresTable(`Measures with a target in ${year.label}`, reports, env.today), ...pictured(reports, env)];
}

/** Measures of what a goal, or a strategy, is about: they cite the same rows (rows D3, D12, E8). */
export async function measuresOfGoal(
  goal: string,
  department: string | undefined,
  asked: Period,
  env: Env,
): Promise<Block[]> {
  const rows = new Set(partsOf(goal, env.plan).flatMap((part) => part.rows));
  const measures = env.catalog.measures.filter((one) => one.rows.some((row) => rows.has(row)));
  const { year, reports } = await reportsOf(measures, department, asked, env);
  return reports.length === 0 ? [] : [measuresTable(`Measures of goal ${goal} in ${year.label}`, reports, env.today)];
}

/** Measures that cite a row, in the year of the period. */
export async function measuresWith(
  row: string,
  department: string | undefined,
  asked: Period,
  env: Env,
): Promise<Block[]> {
  const measures = env.catalog.measures.filter(({ rows }) => rows.includes(row));
  const { year, reports } = await reportsOf(measures, department, asked, env);
  return reports.length === 0 ? [] : [measuresTable(`Measures in ${year.label}`, reports, env.today)];
}

async function reportsOf(
  measures: readonly Measure[],
  department: string | undefined,
  { end }: Period,
  { city, today, stores, catalog }: Env,
) {
  const year = yearOf(end < today ? end : today, city);
  const asked = { measures, department, start: reportFrom(year, city), end: year.end, today };
  const figures = await stores.measures.figures(asked);
  return {
    year,
    reports: measures.map((measure) =>
      reportOf(measure, figures, {
        asked: year,
        department,
        city,
        departments: catalog.departmentsOn(year.end).length,
      }),
    ),
  };
}

/** One chart is enough to see how it goes: of the plan's own table, the row that counts people. */
function pictured(reports: readonly MeasureReport[], { plan }: Env): Block[] {
  const named = new Set(plan.tables.flatMap(({ rows }) => rows.map(({ measure }) => measure)));
  const report = reports.find(({ measure }) => named.has(measure.id) && countsPeople(measure));
  const chart = report && measureChart(report, `${report.measure.name}, ${report.measure.unit}`);
  return chart ? [{ kind: "chart", chart }] : [];
}

const countsPeople = ({ from }: Measure) => from?.count === "attendance" || from?.count === "participants";
