import type { Form, Input, RawValues } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { controlOf, readAnswer, type StepStanding } from "../../src/domain/analysis/analysis-steps.ts";
import { type Answers, type Question, templateKey } from "../../src/domain/analysis/analysis-template.ts";
import { stepName, stepsOf } from "./words.ts";

/** What a form shows beside what is on record. */
export interface Shown {
  /** What stands in the inputs. */
  values: Answers;
  /** Beside which question, and why it must be looked at. */
  errors?: Readonly<Record<string, string>>;
  hints?: Readonly<Record<string, string>>;
}

/** The short form of one step, made from the template the analysis was started with. */
export function stepForm(analysis: Analysis, at: StepStanding, shown: Shown): Form {
  const saved = analysis.steps.find(({ step }) => step === at.step.id);
  const all = stepsOf(analysis);
  return {
    command: "analysis step",
    title: `Step ${at.number} of ${all.length}: ${at.step.title} · ${analysis.id} ${analysis.title}`,
    submit: `Save step ${at.number}`,
    inputs: at.step.questions.map((question) => inputOf(question, shown)),
    hidden: {
      record: analysis.id,
      step: String(at.number),
      "answers._base": saved?.version ?? 0,
      "answers._template": analysis.template ? templateKey(analysis.template) : "",
    },
  };
}

function inputOf(question: Question, { values, errors, hints }: Shown): Input {
  const hint = [question.hint, hints?.[question.id]].filter((one) => one !== undefined).join(" ");
  const error = errors?.[question.id];
  return {
    name: `answers.${question.id}`,
    label: question.label,
    control: controlOf(question),
    value: values[question.id] ?? "",
    optional: !question.required,
    ...(hint === "" ? {} : { hint }),
    ...(error === undefined ? {} : { error }),
  };
}

/** What is on record for a step. */
export const answersOf = (analysis: Analysis, { step }: StepStanding): Answers =>
  analysis.steps.find((saved) => saved.step === step.id)?.answers ?? {};

/** The step with that number; another one is refused with the list of those there are. */
export function stepAt(analysis: Analysis, number: string): StepStanding {
  const all = stepsOf(analysis);
  const step = all.find((one) => String(one.number) === number);
  if (step) return step;
  if (all.length === 0)
    throw new Refusal(`${analysis.id} is not started yet, so it has no steps. Start it with "analysis start".`);
  throw new Refusal(`${analysis.id} has no step ${number}. Its steps: ${all.map(stepName).join(", ")}.`);
}

/** What was typed into a form, question by question. */
export interface ReadAnswers {
  answers: Answers;
  /** Why an answer could not be read, and what was typed, by question. */
  problems: Record<string, string>;
  unread: Record<string, string>;
}

/** Reads each answer by its question; one that is not asked is refused, and nothing is saved. */
export function readAll(at: StepStanding, given: RawValues): ReadAnswers {
  const read = Object.entries(given).map(([id, raw]) => {
    const answer = readAnswer(questionIn(at, id), raw);
    return "value" in answer ? { id, value: answer.value } : { id, problem: answer.problem, typed: String(raw) };
  });
  return {
    answers: Object.fromEntries(read.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]]))),
    problems: Object.fromEntries(read.flatMap(({ id, problem }) => (problem === undefined ? [] : [[id, problem]]))),
    unread: Object.fromEntries(read.flatMap(({ id, typed }) => (typed === undefined ? [] : [[id, typed]]))),
  };
}

function questionIn({ step, number }: StepStanding, id: string): Question {
  const question = step.questions.find((one) => one.id === id);
  if (question) return question;
  const asked = step.questions.map((one) => one.id).join(", ");
  throw new Refusal(`Step ${number} has no question "${id}". It asks ${asked}. Nothing was saved.`);
}
