import { type Period, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { format } from "../../src/core/fields/format.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import type { RecordKind } from "../../src/core/records/kind.ts";
import { capital, readListed } from "../../src/core/records/list.ts";
import { heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { fileOf } from "../../src/reports/files.ts";
import { evidenceFile } from "../../src/reports/papers/facts/evidence.ts";
import { trainingTableSheet } from "../../src/reports/training/sheet.ts";
import { kinds } from "../kinds.ts";
import { linesFor } from "../training/table.ts";
import { reported } from "./fields.ts";
import { draftOf } from "./paper.ts";
import { versionsOf } from "./versions.ts";

/** More rows than a city reports in a year; beyond that the answer says so instead of leaving some out. */
const MOST_ROWS = 100_000;

/** Words by which a kind is asked for besides its own. */
const CALLED: Readonly<Record<string, RegExp>> = {
  training: /\b(?:training|trainings|sessions|attendance)\b/,
  measures: /\b(?:measures?|figures)\b/,
  statements: /\bstatements?\b/,
  analyses: /\banalys[ei]s\b/,
  engagements: /\b(?:engagements?|activities|meetings|outreach)\b/,
  changes: /\b(?:policy|resource) changes\b|\bchanges\b/,
  visions: /\bvisions?\b/,
};
const LABELS: Readonly<Record<string, string>> = { statements: "Impact statements", visions: "Vision statements" };

/** Every kind of record can be downloaded; what is counted from them has sheets of its own. */
const KINDS = kinds.all.map((kind) => ({
  value: kind.plural,
  label: LABELS[kind.plural] ?? capital(kind.plural),
  words: CALLED[kind.plural] ?? new RegExp(`\\b(?:${kind.plural}|${kind.noun})\\b`),
}));
const TRAINED = {
  value: "trained",
  label: "Who is trained",
  words: /\b(?:who is trained|trained|training table)\b/,
};

/** What a report rests on, as JSON Lines. */
const EVIDENCE = [
  { value: "annual", label: "Evidence of the annual report", words: /\b(?:evidence of the )?annual(?: report)?\b/ },
  { value: "quarterly", label: "Evidence of the quarterly report", words: /\bquarterly(?: report)?\b/ },
  { value: "clerk", label: "Evidence of the clerk's report", words: /\bclerk'?s(?: report)?\b/ },
] as const;

export const reportExport = defineCommand({
  name: "report export",
  summary: "Download records as a spreadsheet, or what a report rests on.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  exact: true,
  rootDefault: true,
  fields: {
    what: choice({
      label: "Records",
      question: "Which records?",
      choices: [...KINDS.flatMap((one) => (one.value === "training" ? [one, TRAINED] : [one])), ...EVIDENCE],
    }),
    period: period({ default: "this quarter" }),
    format: format(),
    department: department({ optional: true }),
  },
  cues: { tells: "question", patterns: [[/\b(?:export|download|spreadsheet|csv|xlsx|excel)\b/, 3]] },
  examples: ["export training 2026 q3 xlsx", "export ambassadors this year csv", "report export annual 2026"],
  scope: ({ what, department: code }, { actor }) => {
    if (isEvidence(what)) return { to: "read", of: { city: true } };
    const [led] = actor.leads;
    if (code !== undefined) return { to: "read", of: { department: code } };
    return seesCity(actor) || led === undefined
      ? { to: "read", of: { city: true } }
      : { to: "read", of: { department: led } };
  },
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    if (isEvidence(values.what)) return evidenceReply(values.what, asked, env);
    const sheet = await sheetFor(values.what, asked, wanted(values.department, env), env);
    if (sheet.more || sheet.total > MOST_ROWS)
      return reply(
        heading("Too many rows"),
        text(
          `${sheet.total.toLocaleString("en-US")} records are more than one file should hold. Ask for a shorter period or one department.`,
        ),
      );
    const { length } = sheet.rows;
    const name = `${values.what.replaceAll(" ", "-")}-${asked.id.replace("..", "-to-")}`;
    const summary = `${length.toLocaleString("en-US")} ${length === 1 ? "record" : "records"}, ${printPeriod(asked)}, ${scopeInWords(values.department, values.what, env)}`;
    return reply(heading(`Export of ${values.what}`), text(summary), await fileOf(sheet, values.format, name, summary));
  },
});

const isEvidence = (what: string): what is (typeof EVIDENCE)[number]["value"] =>
  EVIDENCE.some(({ value }) => value === what);

/** Of the approved report, as it was then; before that, of the draft. */
async function evidenceReply(
  kind: (typeof EVIDENCE)[number]["value"],
  { id, label }: Period,
  env: Env,
): Promise<Reply> {
  const period = reported(kind, id, env.city);
  const { approved } = await versionsOf(kind, period.id, env);
  const kept = approved && (await env.stores.papers.file(approved.id, "jsonl"));
  const draft = kept ? undefined : await draftOf(kind, period, env);
  const bytes = kept?.bytes ?? (draft ? evidenceFile(draft.paper, draft.evidence) : new Uint8Array());
  const summary = `Evidence of the ${kind} report, ${label}: ${approved ? `${approved.id}, as approved` : "the draft as of now"}`;
  const name = `evidence-${kind}-${period.id}.jsonl`;
  return reply(heading(summary), { kind: "file", file: { name, mime: "application/jsonl", bytes, summary } });
}

function scopeInWords(code: string | undefined, what: string, env: Env): string {
  const codes = what === "partners" ? undefined : wanted(code, env);
  return codes === undefined ? "the whole city" : codes.map((one) => departmentName(env.catalog, one)).join(", ");
}

const seesCity = (actor: Env["actor"]) => may(actor, { to: "read", of: { city: true } });

/** One department, the whole city (undefined), or those the person leads. */
function wanted(code: string | undefined, { actor }: Env): readonly string[] | undefined {
  if (code !== undefined) return [code];
  return seesCity(actor) ? undefined : actor.leads;
}

type Departments = readonly string[] | undefined;

async function sheetFor(what: string, asked: Period, departments: Departments, env: Env) {
  const kind = kinds.all.find(({ plural }) => plural === what);
  if (kind) return recordSheet(kind, asked, departments, env);
  const codes = departments ?? env.catalog.departmentsOn(asked.end).map(({ code }) => code);
  const { lines } = await linesFor(codes, asked, env);
  const sheet = trainingTableSheet(lines, (one) => env.catalog.department(one)?.serviceArea);
  return { ...sheet, total: sheet.rows.length, more: false };
}

/** The columns of a kind, a row for each of its records that belong to the period. */
async function recordSheet(kind: RecordKind, { start, end }: Period, departments: Departments, env: Env) {
  const { records, total, more } = await readListed(kind, { departments, start, end, limit: MOST_ROWS }, env);
  const within = records.filter((one) => kind.fallsIn?.(one, start, end) ?? true);
  const rows = within.map((one) => kind.sheet.map(({ cell }) => cell(one, env)));
  return { name: kind.plural, columns: kind.sheet.map(({ name }) => name), rows, total, more };
}
