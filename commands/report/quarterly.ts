import { type Period, printInstant, printPeriod, quarterOf, yearOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { type Confirmation, defineCommand, type Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { SHEET_FORMATS } from "../../src/core/fields/format.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { fileOf } from "../../src/reports/files.ts";
import {
  pooledTable,
  type Quarterly,
  quarterlyOf,
  quarterlySheet,
  quarterlyTable,
  quarterlyWords,
  splitTable,
} from "../../src/reports/measures/quarterly.ts";
import { reportFrom } from "../../src/reports/measures/report.ts";
import { reads, shownDepartment } from "../measure/entry.ts";
import { restated } from "../status/restated.ts";
import { reportScreen } from "./screen.ts";
import { PAPER_CHOICES } from "./show.ts";

const eitherFormat = () =>
  choice({ label: "As a file", optional: true, choices: [...SHEET_FORMATS, ...PAPER_CHOICES] });

/** Rows B14, H1: of a year the table of its measures, of a quarter the report to the council. */
export const reportQuarterly = defineCommand({
  name: "report quarterly",
  summary: "The year's table of measures, quarter by quarter, with targets; of a quarter, the report to the council.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: {
    year: { ...period({ default: "this year" }), keys: ["period", "quarter", "month"] },
    department: department({ optional: true }),
    format: eitherFormat(),
  },
  cues: {
    tells: "question",
    patterns: [[/\bquarterly (?:table|report|figures|numbers)\b|\b(?:table|report) by quarter\b/, 4]],
  },
  examples: ["report quarterly 2024", "report quarterly 2024 xlsx", "report quarterly 2026-Q3 pdf"],
  scope: ({ department: code }, env) => reads(code, env),
  review: ({ year }, context) => oneYear(year, context),
  execute: async (asked, env) => {
    const report = councilReport(asked, env);
    if (report) return report;
    const year = yearOf(periodOf(asked.year, env.city).start, env.city);
    const whose = shownDepartment(asked.department, env);
    const reports = await reportsFor(year, whose, env);
    const name = whose === undefined ? env.city.name : departmentName(env.catalog, whose);
    const title = heading(`${name} · ${printPeriod(year)} · as of ${printInstant(env.instant, env.city)}`);
    if (reports.every(({ rows }) => rows.length === 0))
      return reply(title, text("The plan has no measures that are reported each quarter."));
    const files = asked.format === undefined ? [] : await filesOf(reports, asked.format, year, env);
    const departments = whose === undefined ? env.catalog.departmentsOn(year.start).map(({ code }) => code) : [whose];
    const corrected = await restated(departments, year, env);
    return reply(
      title,
      ...reports.flatMap((one) => shown(one, env)),
      ...corrected,
      ...files,
      buttons(...more(year, whose, env)),
    );
  },
});

interface Asked {
  year: string;
  department: string | undefined;
  format: string | undefined;
}

const isPaperFormat = (format: string) => PAPER_CHOICES.some(({ value }) => value === format);

/** A quarter, or a document: that is the report to the council, for whoever reads the whole city. */
function councilReport({ year, department: code, format }: Asked, env: Env): Promise<Reply> | undefined {
  const { start, end } = periodOf(year, env.city);
  const isQuarter = quarterOf(start, env.city).end === end;
  const document = format !== undefined && isPaperFormat(format);
  if (!document && (!isQuarter || code !== undefined || format !== undefined)) return undefined;
  if (!may(env.actor, { to: "read", of: { city: true } }) || code !== undefined) {
    if (!document) return undefined;
    throw new Refusal("The report to the council is of the whole city. The table comes as Excel or CSV.", "format");
  }
  return reportScreen({ kind: "quarterly", period: year, format }, env);
}

function oneYear(asked: string, { city }: Context): Confirmation[] {
  const { start, end } = periodOf(asked, city);
  if (yearOf(start, city).id !== yearOf(end, city).id)
    throw new Refusal("The quarterly table is of one year: say which.", "year");
  return [];
}

async function reportsFor(year: Period, whose: string | undefined, env: Env): Promise<Quarterly[]> {
  const { plan, catalog, city } = env;
  const tables = plan.tables.length > 0 ? plan.tables : [quarterlyTable(catalog.measures)];
  const named = new Set(tables.flatMap(({ rows }) => rows.map(({ measure }) => measure)));
  const measures = catalog.measures.filter(({ id }) => named.has(id));
  const figures = await env.stores.measures.figures({
    measures,
    department: whose,
    start: reportFrom(year, city),
    end: year.end,
    today: env.today,
  });
  const byId = new Map(measures.map((one) => [one.id, one]));
  return tables.map((table) => quarterlyOf(table, byId, figures, { year, department: whose, city }));
}

const shown = (report: Quarterly, { today }: Env): Block[] => [
  pooledTable(report),
  splitTable(report),
  ...quarterlyWords(report, today).map(text),
];

const filesOf = (reports: readonly Quarterly[], format: string, { id }: Period, { today }: Env): Promise<Block[]> =>
  Promise.all(
    reports.map((report, at) => {
      const name = `quarterly-${id}${reports.length === 1 ? "" : `-${at + 1}`}`;
      return fileOf(quarterlySheet(report, today), format, name, `${report.title}, ${report.year.label}`);
    }),
  );

function more(year: Period, whose: string | undefined, { city }: Env): Button[] {
  const values = { year: year.id, ...(whose === undefined ? {} : { department: whose }) };
  const before = yearOf(reportFrom(year, city), city);
  const file = (label: string, format: string) => ({
    label,
    command: "report quarterly",
    values: { ...values, format },
  });
  return [
    file("Excel", "xlsx"),
    file("CSV", "csv"),
    { label: before.label, command: "report quarterly", values: { ...values, year: before.id } },
  ];
}
