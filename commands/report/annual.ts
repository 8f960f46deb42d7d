import { printPeriod } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import type { Compiled } from "../../src/reports/papers/compile.ts";
import { PAPER_FORMATS, type PaperFormat, paperFile } from "../../src/reports/papers/formats.ts";
import type { Check } from "../../src/reports/papers/sections/section.ts";
import { draftOf } from "./paper.ts";

/** As many gaps as are shown on one phone screen. */
const MOST_GAPS = 3;

const paperFormat = () =>
  choice({
    label: "Format",
    optional: true,
    choices: [
      { value: "docx", label: "Word", words: /\b(?:word|docx)\b/ },
      { value: "pdf", label: "PDF", words: /\bpdf\b/ },
      { value: "html", label: "HTML", words: /\b(?:html|web ?page)\b/ },
    ],
  });

/** Rows E1, E2, C6: the written report to the council and the mayor. */
export const reportAnnual = defineCommand({
  name: "report annual",
  summary: "The annual report: how complete it is, what is missing, and the paper itself.",
  roles: ["officer", "auditor"],
  fields: { period: period({ default: "this year" }), format: paperFormat() },
  cues: { tells: "question", patterns: [[/\bannual report\b|\byearly report\b/, 4]] },
  examples: ["report annual 2026", "report annual 2026 pdf"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async ({ period: asked, format }, env) => {
    const of = periodOf(asked, env.city);
    const compiled = await draftOf("annual", of, env);
    if (format !== undefined) return fileReply(compiled, format as PaperFormat);
    return reply(heading(`${compiled.paper.title}, ${of.label}`), ...screen(compiled, of.id, env));
  },
});

async function fileReply({ paper }: Compiled, format: PaperFormat) {
  const file = await paperFile(paper, format);
  return reply(heading(file.summary), { kind: "file", file });
}

/** One phone screen: how complete, the three most important gaps, and what can be done. */
function screen({ paper, gaps }: Compiled, subject: string, env: Env): Block[] {
  const { done, of } = paper.complete;
  const share = of === 0 ? 100 : Math.round((100 * done) / of);
  const shown = gaps.slice(0, MOST_GAPS);
  const more = gaps.length - shown.length;
  return [
    text(`${printPeriod(periodOf(subject, env.city))}. Draft: ${done} of ${of} parts complete (${share} %).`),
    ...(shown.length === 0 ? [] : [text(gapWords(shown, more)), ...gapButtons(shown, env)]),
    buttons(...formatButtons(subject)),
  ];
}

const gapWords = (shown: readonly Check[], more: number) =>
  [...shown.map(({ what }, at) => `${at + 1}. ${what}.`), ...(more > 0 ? [`And ${more} more in the paper.`] : [])].join(
    "\n",
  );

/** What is asked for by a command; the officer's words are written outside of the chat as yet. */
function gapButtons(gaps: readonly Check[], { commands }: Env): Block[] {
  const known = gaps.filter(({ command }) => commands.some(({ name }) => name === command));
  const all = known.map(({ label, command, values }): Button => ({ label, command, values, ask: true }));
  return all.length === 0 ? [] : [buttons(...all)];
}

const formatButtons = (subject: string): Button[] =>
  Object.entries(PAPER_FORMATS).map(([format, { label }]) => ({
    label,
    command: "report annual",
    values: { period: subject, format },
  }));
