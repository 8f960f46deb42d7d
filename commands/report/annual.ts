import { defineCommand } from "../../src/core/command/command.ts";
import { period } from "../../src/core/fields/period.ts";
import { reportScreen } from "./screen.ts";
import { paperFormat } from "./show.ts";

/** Rows E1, E2, C6: the written report to the council and the mayor. */
export const reportAnnual = defineCommand({
  name: "report annual",
  summary: "The annual report: how complete it is, what is missing, and the paper itself.",
  roles: ["officer", "auditor"],
  fields: { period: period({ default: "this year" }), format: paperFormat() },
  cues: { tells: "question", patterns: [[/\bannual report\b|\byearly report\b/, 4]] },
  examples: ["report annual 2026", "report annual 2026 pdf"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async (asked, env) => reportScreen({ kind: "annual", ...asked }, env),
});

/** Row H3: the clerk's annual report on impact statements. */
export const reportClerk = defineCommand({
  name: "report clerk",
  summary: "The clerk's annual summary of impact statements: how complete it is, and the paper itself.",
  roles: ["officer", "auditor"],
  fields: { period: period({ default: "this year" }), format: paperFormat() },
  cues: { tells: "question", patterns: [[/\bclerk'?s?\b.*\b(?:report|summary)\b/, 5]] },
  examples: ["report clerk 2026", "report clerk 2026 word"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async (asked, env) => reportScreen({ kind: "clerk", ...asked }, env),
});
