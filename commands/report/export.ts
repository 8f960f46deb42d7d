import { type Period, periodNamed, printPeriod } from "../../src/core/calendar/calendar.ts";
import { courseTitle } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { format } from "../../src/core/fields/format.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { measureName } from "../../src/domain/measure/fields/measure.ts";
import { fallsIn, isLate } from "../../src/domain/statement/statements.ts";
import { engagementSheet, partnerSheet } from "../../src/reports/engagement-sheets.ts";
import {
  ambassadorSheet,
  analysisSheet,
  measureSheet,
  statementSheet,
  trainingSheet,
} from "../../src/reports/exports.ts";
import { fileOf } from "../../src/reports/files.ts";
import type { Sheet } from "../../src/reports/sheet.ts";
import { trainingTableSheet } from "../../src/reports/training/sheet.ts";
import { linesFor } from "../training/table.ts";

/** More rows than a city reports in a year; beyond that the answer says so instead of leaving some out. */
const MOST_ROWS = 100_000;

export const reportExport = defineCommand({
  name: "report export",
  summary: "Download records as a spreadsheet.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  exact: true,
  rootDefault: true,
  fields: {
    what: choice({
      label: "Records",
      question: "Which records?",
      choices: [
        { value: "training", label: "Training", words: /\b(?:training|trainings|sessions|attendance)\b/ },
        { value: "trained", label: "Who is trained", words: /\b(?:who is trained|trained|training table)\b/ },
        { value: "ambassadors", label: "Ambassadors", words: /\bambassadors?\b/ },
        { value: "measures", label: "Measures", words: /\b(?:measures?|figures)\b/ },
        { value: "statements", label: "Impact statements", words: /\bstatements?\b/ },
        { value: "analyses", label: "Analyses", words: /\banalys[ei]s\b/ },
        { value: "engagements", label: "Engagements", words: /\b(?:engagements?|activities|meetings|outreach)\b/ },
        { value: "partners", label: "Partners", words: /\bpartners?\b/ },
      ],
    }),
    period: period({ default: "this quarter" }),
    format: format(),
    department: department({ optional: true }),
  },
  cues: { tells: "question", patterns: [[/\b(?:export|download|spreadsheet|csv|xlsx|excel)\b/, 3]] },
  examples: ["export training 2026 q3 xlsx", "export ambassadors this year csv"],
  scope: ({ department: code }, { actor }) => {
    const [led] = actor.leads;
    if (code !== undefined) return { to: "read", of: { department: code } };
    return seesCity(actor) || led === undefined
      ? { to: "read", of: { city: true } }
      : { to: "read", of: { department: led } };
  },
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    // The partners are the city's: one list, whoever asks.
    const codes = values.what === "partners" ? [undefined] : wanted(values.department, env);
    const sheetOf = SHEETS[values.what];
    if (!sheetOf) throw new Error(`nothing to export: ${values.what}`);
    const sheets = await Promise.all(codes.map((code) => sheetOf({ ...asked, department: code }, env)));
    const sheet = { ...(sheets[0] ?? { name: values.what, columns: [] }), rows: sheets.flatMap((one) => one.rows) };
    if (sheet.rows.length > MOST_ROWS)
      return reply(
        heading("Too many rows"),
        text(
          `${sheet.rows.length.toLocaleString("en-US")} records are more than one file should hold. Ask for a shorter period or one department.`,
        ),
      );
    const name = `${values.what}-${asked.id.replace("..", "-to-")}`;
    const summary = `${sheet.rows.length.toLocaleString("en-US")} ${sheet.rows.length === 1 ? "record" : "records"}, ${printPeriod(asked)}`;
    return reply(heading(`Export of ${values.what}`), text(summary), await fileOf(sheet, values.format, name, summary));
  },
});

const seesCity = (actor: Env["actor"]) => may(actor, { to: "read", of: { city: true } });

/** One department, the whole city (undefined), or those the person leads. */
function wanted(code: string | undefined, { actor }: Env): (string | undefined)[] {
  if (code !== undefined) return [code];
  return seesCity(actor) ? [undefined] : [...actor.leads];
}

interface Asked extends Period {
  department: string | undefined;
}

/** What can be downloaded; a new sheet is an entry here and a choice above. */
const SHEETS: Record<string, (asked: Asked, env: Env) => Promise<Sheet>> = {
  training: async ({ department: code, start, end }, { stores, catalog }) => {
    const filter = { department: code, course: undefined, start, end, limit: MOST_ROWS + 1 };
    return trainingSheet(await stores.training.sessions(filter), (course) => courseTitle(catalog, course));
  },
  trained: async ({ department: code, ...asked }, env) => {
    const codes = code === undefined ? env.catalog.departments.map((one) => one.code) : [code];
    const { lines } = await linesFor(codes, asked, env);
    return trainingTableSheet(lines, (one) => env.catalog.department(one)?.serviceArea);
  },
  ambassadors: async ({ department: code, start, end }, { stores }) => {
    const all = await stores.ambassadors.list(code, start);
    return ambassadorSheet(all.filter((one) => one.invitedOn <= end));
  },
  measures: async ({ department: code, start, end }, { stores, catalog, city, today }) => {
    const figures = await stores.measures.figures({ measures: catalog.measures, department: code, start, end, today });
    return measureSheet(
      figures.recorded.filter((one) => one.start >= start && one.end <= end),
      (one) => measureName(catalog, one.measure),
      (one) => periodNamed(one.start, one.end, city).id,
    );
  },
  statements: async ({ department: code, start, end }, { stores, today }) => {
    const all = await stores.statements.list({ department: code, start, end, limit: MOST_ROWS + 1 });
    return statementSheet(
      all.filter((one) => fallsIn(one, start, end)),
      (one) => isLate(one, today),
    );
  },
  analyses: async ({ department: code, start, end }, { stores }) =>
    analysisSheet(
      await stores.analyses.list({ department: code, member: undefined, start, end, limit: MOST_ROWS + 1 }),
    ),
  engagements: async ({ department: code, start, end }, { stores }) => {
    const departments = code === undefined ? undefined : [code];
    const filter = { kind: undefined, departments, author: undefined, start, end };
    return engagementSheet(await stores.engagements.list(filter, MOST_ROWS + 1));
  },
  partners: async (_asked, { stores, today }) => partnerSheet(await stores.partners.list(today), today),
};
