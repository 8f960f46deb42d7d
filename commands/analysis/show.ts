import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { type Block, buttons, type Fact, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { printAnswer } from "../../src/domain/analysis/analysis-steps.ts";
import { analysisOf, reading } from "./access.ts";
import { closingFacts } from "./complete.ts";
import { evaluationFacts } from "./evaluate.ts";
import { analysisRecord, stepNumber } from "./fields.ts";
import { stepAt } from "./form.ts";
import { actions, stepButtons } from "./receipt.ts";
import { kindOf, leftWords, savedBy, standing, stepName, stepTable, templateWords } from "./words.ts";

export const analysisShow = defineCommand({
  name: "analysis show",
  summary: "Show an analysis: its steps, its answers and where it stands.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: { record: analysisRecord(), step: stepNumber({ optional: true }) },
  cues: { tells: "question", patterns: [[/\b(?:show|read|open|see|view)\b.*\ban-\d{4}-\d{4,}\b/, 6]] },
  examples: ["show AN-2026-0002", "show AN-2026-0002 step 2"],
  scope: async ({ record }, env) => reading(await analysisOf(record, env), env.actor),
  execute: async ({ record, step }, env) => {
    const analysis = await analysisOf(record, env);
    return step === undefined ? overview(analysis, env) : oneStep(analysis, step, env);
  },
});

function overview(analysis: Analysis, env: Env): Reply {
  const { closing, evaluation, evaluationDue } = analysis;
  const started = analysis.template
    ? [stepTable(analysis, env), text(leftWords(analysis)), ...templateWords(analysis, env)]
    : [];
  const all = [
    ...stepButtons(analysis, env),
    ...actions(analysis, env).filter(({ command }) => !["analysis show", "analysis step"].includes(command)),
  ];
  return reply(
    heading(`${analysis.id} · ${analysis.title}`),
    facts(...about(analysis, env)),
    ...started,
    ...(closing ? [closingFacts(closing, evaluationDue)] : []),
    ...(evaluation ? [evaluationFacts(evaluation)] : []),
    ...(all.length === 0 ? [] : [buttons(...all)]),
  );
}

function about(analysis: Analysis, { catalog }: Env): Fact[] {
  const { template, closing, evaluationDue, comment, state } = analysis;
  const said = [
    { label: "What", value: kindOf(analysis) },
    { label: "Department", value: departmentName(catalog, analysis.department) },
    { label: "Standing", value: standing(analysis) },
    { label: "On the register since", value: printDate(analysis.registeredOn) },
    { label: "Owner", value: analysis.ownerName },
    { label: "Invited", value: analysis.invited.map(({ name }) => name).join(", ") || undefined },
    { label: "Template", value: template && `${template.title}, version ${template.version}` },
    { label: "Based on", value: template?.source },
    { label: "The reviewer asks", value: state === "returned" ? comment : undefined },
    { label: "Reviewed by", value: closing && analysis.reviewerName },
    { label: "Withdrawn because", value: state === "withdrawn" ? analysis.reason : undefined },
    { label: "Evaluation due", value: closing || !evaluationDue ? undefined : printDate(evaluationDue) },
  ];
  return said.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}

function oneStep(analysis: Analysis, number: string, env: Env): Reply {
  const at = stepAt(analysis, number);
  const saved = analysis.steps.find(({ step }) => step === at.step.id);
  const answers = at.step.questions.map((question): Fact => {
    const value = saved?.answers[question.id];
    return { label: question.label, value: value === undefined ? "no answer" : printAnswer(question, value) };
  });
  const blocks: Block[] = saved
    ? [text(`Version ${saved.version}, saved by ${savedBy(saved, env.city)}.`), facts(...answers)]
    : [text("Nobody has filled in this step yet.")];
  return reply(
    heading(`${analysis.id} · step ${stepName(at)}`),
    text(analysis.title),
    ...blocks,
    buttons(...stepButtons(analysis, env), {
      label: "Overview",
      command: "analysis show",
      values: { record: analysis.id },
    }),
  );
}
