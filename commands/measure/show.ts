import { type Period, printInstant, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { measure } from "../../src/domain/measure/fields/measure.ts";
import type { Measure } from "../../src/domain/measure/measure.ts";
import type { Figures } from "../../src/domain/measure/measures.ts";
import { originInWords, originsOf } from "../../src/domain/plan/plan.ts";
import { measureChart, measureTable } from "../../src/reports/measures/chart.ts";
import { measuresTable } from "../../src/reports/measures/overview.ts";
import { type MeasureReport, reportFrom, reportOf, reportUntil } from "../../src/reports/measures/report.ts";
import { departmentsIn, lineOf } from "../../src/reports/measures/series.ts";
import { differenceWords, restatedWords, sameQuarterWords, yearWords } from "../../src/reports/measures/status.ts";
import { printFigure } from "../../src/reports/measures/words.ts";
import { measureOf, reads, shownDepartment } from "./entry.ts";

export const measureShow = defineCommand({
  name: "measure show",
  summary: "Show a measure over a year or more, with its target, or all measures.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: {
    measure: measure({ optional: true }),
    period: period({ default: "this year" }),
    department: department({ optional: true }),
  },
  cues: {
    tells: "question",
    patterns: [[/\b(?:show|list|which|what are|how are)\b.*\b(?:measures|measure|indicators)\b/, 4]],
  },
  examples: ["measure show", "measure show job-descriptions 2026"],
  scope: ({ department: code }, env) => reads(code, env),
  execute: (asked, env) => showMeasures(asked, env),
});

/** One measure, or all of them: also what `status` of a measure shows. */
export async function showMeasures(
  asked: { measure: string | undefined; period: string; department: string | undefined },
  env: Env,
): Promise<Reply> {
  const whose = shownDepartment(asked.department, env);
  const measures = asked.measure === undefined ? env.catalog.measures : [measureOf(asked.measure, env)];
  const when = periodOf(asked.period, env.city);
  const [start, end] = [reportFrom(when, env.city), reportUntil(when, env.city)];
  const figures = await env.stores.measures.figures({ measures, department: whose, start, end, today: env.today });
  const shown: Shown = { when, whose, figures, env };
  return asked.measure === undefined ? listed(measures, shown) : one(measureOf(asked.measure, env), shown);
}

interface Shown {
  when: Period;
  whose: string | undefined;
  figures: Figures;
  env: Env;
}

const reportIn = (measure: Measure, { when, whose, figures, env }: Shown): MeasureReport =>
  reportOf(measure, figures, {
    asked: when,
    department: whose,
    city: env.city,
    departments: env.catalog.departmentsOn(when.end).length,
  });

const titled = (what: string, { when, whose, env }: Shown) =>
  heading(
    [
      what,
      whose === undefined ? env.city.name : departmentName(env.catalog, whose),
      printPeriod(when),
      `as of ${printInstant(env.instant, env.city)}`,
    ].join(" · "),
  );

/** Rows E29: every measure with its value, its target and where it stands. */
function listed(measures: readonly Measure[], shown: Shown): Reply {
  if (measures.length === 0)
    return reply(
      titled("Measures", shown),
      text("The plan has no measures, and none was defined here."),
      ...may(shown, [{ label: "Define a measure", command: "measure define", values: {}, ask: true }]),
    );
  const reports = measures.map((measure) => reportIn(measure, shown));
  return reply(
    titled("Measures", shown),
    { ...measuresTable("Measures of the plan", reports, shown.env.today), list: true },
    ...exports(shown),
  );
}

function one(measure: Measure, shown: Shown): Reply {
  const report = reportIn(measure, shown);
  const { env } = shown;
  const caption = `${measure.name}, ${measure.unit}`;
  const chart = measureChart(report, caption);
  const words = [
    ...report.years.map((year) => yearWords(report, year, env.today)),
    ...sameQuarterWords(report),
    ...restatedWords(report),
    ...differenceWords(report),
  ];
  const pictured: Block = chart && measure.value !== "share" ? { kind: "chart", chart } : measureTable(report, caption);
  const share: Block[] =
    chart && measure.value === "share"
      ? [{ kind: "chart", chart: { ...chart, title: `${measure.name}, per cent` } }]
      : [];
  return reply(
    titled(measure.name, shown),
    text(`${measure.level === "population" ? "Population measure" : "Program measure"} · ${measure.kind}`),
    ...originsOf(env.plan, "measures", measure.id).map((origin) => text(originInWords(origin))),
    ...words.map(text),
    ...share,
    pictured,
    ...byDepartment(measure, shown),
    ...records(measure, shown),
  );
}

/** Where departments report each for itself: who did, and how many did not. */
function byDepartment(measure: Measure, { figures, whose, when, env }: Shown): Block[] {
  if (measure.per === "city" || whose !== undefined) return [];
  const { lines } = reportOf(measure, figures, { asked: when, department: undefined, city: env.city });
  const codes = departmentsIn(measure, figures);
  const rows = codes.map((code) => [
    departmentName(env.catalog, code),
    ...lines.map(({ period: one }) => printFigure(measure, lineOf(measure, figures, one, code).cells.together)),
  ]);
  const silent = env.catalog.departments.length - codes.length;
  const words = `${silent} ${env.city.words.department}${silent === 1 ? "" : "s"} reported nothing.`;
  if (rows.length === 0) return silent > 0 ? [text(words)] : [];
  const columns = [{ label: "By" }, ...lines.map(({ period: one }) => ({ label: one.label, numeric: true }))];
  return [
    { kind: "table", caption: `${measure.name}, one by one`, columns, rows },
    ...(silent > 0 ? [text(words)] : []),
  ];
}

function records(measure: Measure, shown: Shown): Block[] {
  const values = { measure: measure.id, ...(shown.whose === undefined ? {} : { department: shown.whose }) };
  return may(shown, [
    { label: "Record", command: "measure record", values, ask: true },
    { label: "Baseline", command: "measure baseline", values, ask: true },
    ...exportButtons(shown),
  ]);
}

const exports = (shown: Shown): Block[] => may(shown, exportButtons(shown));

const exportButtons = ({ when, whose }: Shown): Button[] => [
  {
    label: "Export",
    command: "report export",
    values: {
      what: "measures",
      format: "xlsx",
      period: when.id,
      ...(whose === undefined ? {} : { department: whose }),
    },
  },
];

/** Auditors read, and write nothing. */
function may({ env }: Shown, all: readonly Button[]): Block[] {
  const allowed = env.actor.granted.includes("auditor")
    ? all.filter(({ command }) => command === "report export")
    : all;
  return allowed.length === 0 ? [] : [buttons(...allowed)];
}
