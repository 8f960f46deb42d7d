import { defineCommand } from "../../src/core/command/command.ts";
import { record } from "../../src/core/fields/record.ts";
import type { Reply } from "../../src/core/reply/reply.ts";
import { analysisOf, reading as readingAnalysis } from "../analysis/access.ts";
import { reading as readingStatement, statementOf } from "../statement/words.ts";
import { recordScreen } from "./screen.ts";
import { paperFormat } from "./show.ts";

// Papers about one record: they are as far as their record is, and are read by whoever may read it.

const numbered = (label: string, example: string) => ({ ...record(), label, hint: `Its number, like ${example}` });
const READERS = ["employee", "lead", "officer", "auditor"] as const;

/** Row C5: the impact statement as a document for the council's file. */
export const reportStatement = defineCommand({
  name: "report statement",
  summary: "An impact statement as a document to attach to its council file.",
  roles: READERS,
  reads: true,
  fields: { record: numbered("Impact statement", "IS-2026-0003"), format: paperFormat() },
  cues: {
    tells: "question",
    patterns: [
      [
        /\b(?:document|word|docx|pdf|html)\b.*\bis-\d{4}-\d{4,}\b|\bis-\d{4}-\d{4,}\b.*\b(?:document|word|docx|pdf|html)\b/,
        6.5,
      ],
    ],
  },
  examples: ["report statement IS-2026-0003", "IS-2026-0003 as pdf"],
  scope: async ({ record: id }, env) => readingStatement(await statementOf(id, env), env.actor),
  execute: async ({ record: id, format }, env): Promise<Reply> => recordScreen("statement", id, format, env),
});

/** Rows C1–C4: the analysis, step by step, as a document. */
export const reportAnalysis = defineCommand({
  name: "report analysis",
  summary: "An analysis, step by step, as a document to attach to a council file.",
  roles: READERS,
  reads: true,
  fields: { record: numbered("Analysis", "AN-2026-0002"), format: paperFormat() },
  cues: {
    tells: "question",
    patterns: [
      [
        /\b(?:document|word|docx|pdf|html)\b.*\ban-\d{4}-\d{4,}\b|\ban-\d{4}-\d{4,}\b.*\b(?:document|word|docx|pdf|html)\b/,
        6.5,
      ],
    ],
  },
  examples: ["report analysis AN-2026-0002", "AN-2026-0002 as word"],
  scope: async ({ record: id }, env) => readingAnalysis(await analysisOf(id, env), env.actor),
  execute: async ({ record: id, format }, env): Promise<Reply> => recordScreen("analysis", id, format, env),
});

/** Rows E31, E32: what is laid before a council, for information or for action. */
export const reportCover = defineCommand({
  name: "report cover",
  summary: "What lies before a statement, an analysis or a report for the council: for information or for action.",
  roles: ["officer", "auditor"],
  reads: true,
  fields: {
    record: numbered("What it lies before", "IS-2026-0003, AN-2026-0002 or RP-2026-0001"),
    format: paperFormat(),
  },
  cues: { tells: "question", patterns: [[/\bcover\b.*\b(?:is|an|rp)-\d{4}-\d{4,}\b/, 7]] },
  examples: ["report cover IS-2026-0003", "cover for RP-2026-0001 pdf"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async ({ record: id, format }, env): Promise<Reply> => recordScreen("cover", id, format, env),
});
