import { may } from "../../src/core/actor.ts";
import { type Period, periodNamed, printPeriod } from "../../src/core/calendar.ts";
import { courseTitle } from "../../src/core/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { format } from "../../src/core/fields/format.ts";
import { measureName } from "../../src/core/fields/measure.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { heading, reply, text } from "../../src/core/reply.ts";
import { fallsIn, isLate } from "../../src/core/statements.ts";
import {
  ambassadorSheet,
  analysisSheet,
  measureSheet,
  statementSheet,
  trainingSheet,
} from "../../src/reports/exports.ts";
import { fileOf } from "../../src/reports/files.ts";
import type { Sheet } from "../../src/reports/sheet.ts";

/** More rows than a city reports in a year; beyond that the answer says so instead of leaving some out. */
const MOST_ROWS = 100_000;

export const reportExport = defineCommand({
  name: "report export",
  summary: "Download records as a spreadsheet.",
  roles: ["lead", "officer", "auditor"],
  rootDefault: true,
  fields: {
    what: choice({
      label: "Records",
      question: "Which records?",
      choices: [
        { value: "training", label: "Training", words: /\b(?:training|trainings|sessions|attendance)\b/ },
        { value: "ambassadors", label: "Ambassadors", words: /\bambassadors?\b/ },
        { value: "measures", label: "Measures", words: /\b(?:measures?|figures)\b/ },
        { value: "statements", label: "Impact statements", words: /\bstatements?\b/ },
        { value: "analyses", label: "Analyses", words: /\banalys[ei]s\b/ },
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
    const sheets = await Promise.all(
      wanted(values.department, env).map((code) => sheetOf(values.what, code, asked, env)),
    );
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

async function sheetOf(what: string, department: string | undefined, { start, end }: Period, env: Env): Promise<Sheet> {
  if (what === "training") {
    const records = await env.stores.training.sessions({
      department,
      course: undefined,
      start,
      end,
      limit: MOST_ROWS + 1,
    });
    return trainingSheet(records, (code) => courseTitle(env.catalog, code));
  }
  if (what === "ambassadors") {
    const all = await env.stores.ambassadors.list(department, start);
    return ambassadorSheet(all.filter((one) => one.invitedOn <= end));
  }
  if (what === "measures") {
    const figures = await env.stores.measures.figures({ measures: env.catalog.measures, department, start, end });
    return measureSheet(
      figures.recorded.filter((one) => one.start >= start && one.end <= end),
      (one) => measureName(env.catalog, one.measure),
      (one) => periodNamed(one.start, one.end, env.city).id,
    );
  }
  if (what === "statements") {
    const { today } = env;
    const all = await env.stores.statements.list({ department, start, end, limit: MOST_ROWS + 1 });
    return statementSheet(
      all.filter((one) => fallsIn(one, start, end)),
      (one) => isLate(one, today),
    );
  }
  return analysisSheet(
    await env.stores.analyses.list({ department, member: undefined, start, end, limit: MOST_ROWS + 1 }),
  );
}
