import { printPeriod, yearOf } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { after } from "../../src/core/fields/after.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { PAGE, pageEnd } from "../../src/core/records/paging.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import type { PaperRecord } from "../../src/domain/paper/records.ts";
import { nextReviewer, standingOf } from "../../src/domain/paper/standing.ts";
import { fileNameOf, PAPER_FORMATS, type PaperFormat, paperFile } from "../../src/reports/papers/formats.ts";
import { OFFICER, paperAt, reading, rolesHeld } from "./access.ts";
import { paperRecordField } from "./fields.ts";
import { PAPER } from "./record.ts";
import { paperOf } from "./versions.ts";
import { chainFacts, fileButtons, paperLine, paperTitle, standingWords } from "./words.ts";

export const PAPER_CHOICES = [
  { value: "docx", label: "Word", words: /\b(?:word|docx)\b/ },
  { value: "pdf", label: "PDF", words: /\bpdf\b/ },
  { value: "html", label: "HTML", words: /\b(?:html|web ?page)\b/ },
];

export const paperFormat = () => choice({ label: "Format", optional: true, choices: PAPER_CHOICES });

/** One version of a report: who approved it, who has it, and the very file. */
export const reportShow = defineCommand({
  name: "report show",
  summary: "Show one version of a report: who approved it, who has it, what changed, and the file itself.",
  roles: ["employee", "auditor"],
  reads: true,
  fields: { record: paperRecordField(), format: paperFormat() },
  cues: { tells: "question", patterns: [[/\brp-\d{4}-\d{4,}\b/, 3]] },
  examples: ["report show RP-2026-0001", "RP-2026-0001 pdf"],
  scope: ({ record }, env) => reading(record, env),
  execute: async ({ record, format }, env) => {
    const paper = await paperAt(record, env);
    if (format !== undefined) return fileReply(paper, format as PaperFormat, env);
    if (may(env.actor, OFFICER)) return PAPER.receipt(paper.id, paper, env, await versionLines(paper, env));
    const own = [...(await decisionButtons(paper, env)), ...fileButtons(paper.id)];
    return reply(
      heading(paper.id),
      text(paperLine(paper, env)),
      chainFacts(paper, env),
      ...(await versionLines(paper, env)),
      buttons(...own),
    );
  },
});

async function decisionButtons(paper: PaperRecord, env: Env): Promise<Button[]> {
  const role = nextReviewer(paper);
  const held = await rolesHeld(env.actor.id, env);
  if (standingOf(paper) !== "in review" || role === undefined || !held.includes(role)) return [];
  const values = { record: paper.id };
  return [
    { label: "Approve", command: "report approve", values, tone: "primary" },
    { label: "Return…", command: "report return", values, ask: true },
  ];
}

/** The other versions, which stay readable. */
async function versionLines(paper: PaperRecord, env: Env): Promise<Block[]> {
  const all = await env.stores.papers.versions(paper.kind, paper.period);
  const others = all.filter(({ id, undone }) => id !== paper.id && !undone);
  const said = others.map((one) => `Version ${one.version} (${one.id}): ${standingWords(one, env)}`);
  const hashes = (await env.stores.papers.hashes(paper.id)).map(({ format, sha256 }) => `${format} ${sha256}`);
  return [
    ...(hashes.length === 0 ? [] : [text(`Kept as approved, SHA-256: ${hashes.join(" · ")}`)]),
    ...(said.length === 0 ? [] : [text(said.join("\n"))]),
  ];
}

/** What was approved, byte for byte; before that, as it would be. */
async function fileReply(paper: PaperRecord, format: PaperFormat, env: Env): Promise<Reply> {
  const kept = await env.stores.papers.file(paper.id, format);
  const { mime, label } = PAPER_FORMATS[format];
  const summary = `${paperTitle(paper, env)}, version ${paper.version}, as ${label}`;
  const file = kept
    ? { name: fileNameOf(paper, format), mime, bytes: kept.bytes, summary }
    : { ...(await paperFile(await paperOf(paper, env), format)), summary };
  return reply(heading(summary), { kind: "file", file });
}

/** Every report that was sent, and where it stands. */
export const reportList = defineCommand({
  name: "report list",
  summary: "List the reports that were sent for review, with their approvals and receipts.",
  roles: ["officer", "auditor"],
  reads: true,
  fields: { period: period({ default: "this year" }), after: after() },
  cues: { tells: "question", patterns: [[/\b(?:list|which|show)\b.*\b(?:reports|papers)\b/, 3]] },
  examples: ["report list", "report list 2026"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async (values, env) => {
    const asked = periodOf(values.period ?? yearOf(env.today, env.city).id, env.city);
    const { start, end } = asked;
    const listed = await PAPER.list({ departments: undefined, start, end, after: values.after, limit: PAGE }, env);
    return reply(
      heading(`Reports sent for review · ${printPeriod(asked)}`),
      ...papersTable(listed.records, env),
      ...pageEnd(listed, { command: "report list", values }),
    );
  },
});

/** One line a version, the newest first. */
export function papersTable(records: readonly PaperRecord[], env: Env): Block[] {
  if (records.length === 0) return [text("No report was sent for review in this period.")];
  const rows = records.map((one) => [one.id, paperTitle(one, env), String(one.version), standingWords(one, env)]);
  const columns = ["Paper", "Report", "Version", "Where it stands"].map((label) => ({ label }));
  return [{ kind: "table", caption: "Reports, their versions and where they stand", columns, rows, list: true }];
}
