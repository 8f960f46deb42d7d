import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis, StepOutcome } from "../../src/domain/analysis/analyses.ts";
import { missingIn, type StepStanding } from "../../src/domain/analysis/analysis-steps.ts";
import { templateKey } from "../../src/domain/analysis/analysis-template.ts";
import { analysisOf, writing } from "./access.ts";
import { type Answered, answers } from "./answers.ts";
import { analysisRecord, stepNumber } from "./fields.ts";
import { answersOf, type ReadAnswers, readAll, stepAt, stepForm } from "./form.ts";
import { olderForm, overtaken } from "./meanwhile.ts";
import { receipt } from "./receipt.ts";
import { leftOf, templateWords } from "./words.ts";

export const analysisStep = defineCommand({
  name: "analysis step",
  summary: "Fill in a step of an analysis; every save is kept.",
  roles: ["employee", "lead", "officer"],
  fields: { record: analysisRecord(), step: stepNumber(), answers: answers() },
  cues: {
    tells: "wish",
    patterns: [[/\bstep \d.*\ban-\d{4}-\d{4,}\b|\ban-\d{4}-\d{4,}\b.*\bstep \d/, 6]],
  },
  examples: ["step AN-2026-0002 2", "go on with step 3 of AN-2026-0002"],
  scope: async ({ record }, env) => writing(await analysisOf(record, env), env.actor),
  form: async (raw, env) => {
    const analysis = await analysisOf(String(raw.record), env);
    requireOpen(analysis);
    const step = stepAt(analysis, String(raw.step ?? "1"));
    return stepForm(analysis, step, { values: answersOf(analysis, step) });
  },
  execute: async (values, env) => {
    const analysis = await analysisOf(values.record, env);
    requireOpen(analysis);
    const step = stepAt(analysis, values.step);
    if (values.answers) return save(analysis, step, values.answers, env);
    const form = stepForm(analysis, step, { values: answersOf(analysis, step) });
    return reply(...templateWords(analysis, env), { kind: "form", form });
  },
});

async function save(analysis: Analysis, at: StepStanding, answered: Answered, env: Env): Promise<Reply> {
  const { given, base, template } = answered;
  if (template !== undefined && analysis.template && template !== templateKey(analysis.template))
    return olderForm(analysis, at, answered);
  const read = readAll(at, given);
  const result = await env.stores.analyses.saveStep(
    analysis.id,
    { step: at.step.id, answers: read.answers, base },
    env.write,
  );
  return SAVED[result.outcome]({ now: await analysisOf(analysis.id, env), at, read, result, env });
}

interface Saving {
  now: Analysis;
  at: StepStanding;
  read: ReadAnswers;
  result: StepOutcome;
  env: Env;
}

const SAVED: Record<StepOutcome["outcome"], (saving: Saving) => Reply> = {
  saved: (saving) => kept(saving, "Saved step"),
  unchanged: (saving) => kept(saving, "Nothing new in step"),
  overtaken: ({ now, at, read, result, env }) =>
    overtaken(now, at, { base: result.outcome === "overtaken" ? result.base : {}, read, env }),
  closed: ({ now }) => {
    requireOpen(now);
    throw new Refusal(`${now.id} was changed at this moment. Please try again. Nothing was saved.`);
  },
};

/** What is on record now, and what the step still lacks; an answer that cannot be read stands in the form again. */
function kept({ now, at, read, result, env }: Saving, verb: string): Reply {
  const left = missingIn(at.step, answersOf(now, at)).map(({ question, because }) => `${question.label} ${because}`);
  const lacks =
    left.length === 0 ? `Step ${at.number} is complete.` : `Step ${at.number} still needs: ${left.join(" · ")}`;
  if (Object.keys(read.problems).length === 0)
    return { ...receipt(`${verb} ${at.number} of ${now.id}`, now, env, [text(lacks)]), ...nextStep(now, at) };
  const values = { ...answersOf(now, at), ...read.unread };
  return {
    ...reply(
      heading(`Step ${at.number} of ${now.id}: please look at ${Object.keys(read.problems).length} again`),
      text("Everything else is saved."),
      { kind: "form", form: stepForm(now, at, { values, errors: read.problems }) },
    ),
    ...(result.outcome === "saved" ? { changed: { record: now.id, department: now.department } } : {}),
  };
}

function nextStep(now: Analysis, { number }: StepStanding): Pick<Reply, "next"> {
  const next = leftOf(now).find((one) => one.number > number);
  return next ? { next: stepForm(now, next, { values: answersOf(now, next) }) } : {};
}

/** Says why nothing can be written now, and what can be done. */
function requireOpen(analysis: Analysis): void {
  const because = analysis.undone ? `${analysis.id} was undone. Put it back first.` : CLOSED[analysis.state](analysis);
  if (because !== undefined) throw new Refusal(`${because} Nothing was saved.`);
}

const CLOSED: Record<Analysis["state"], (analysis: Analysis) => string | undefined> = {
  registered: ({ id, title }) => `${id} is registered, but not started. Start it with: analysis start "${title}".`,
  draft: () => undefined,
  returned: () => undefined,
  submitted: ({ id, submittedOn }) =>
    `${id} was submitted ${printDate(submittedOn ?? "")} and is being reviewed. The reviewer can return it for changes.`,
  completed: ({ id, completedOn }) =>
    `${id} was completed ${printDate(completedOn ?? "")}. Its answers stay as they are; it can be evaluated.`,
  evaluated: ({ id, evaluatedOn }) =>
    `${id} was evaluated ${printDate(evaluatedOn ?? "")}. Its answers stay as they are.`,
  withdrawn: ({ id, title }) =>
    `${id} was withdrawn, and everything is kept. Take it up again with: analysis start "${title}".`,
};
