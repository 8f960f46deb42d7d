import type { Form, Input } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { controlOf, printAnswer, type StepStanding, standingOf } from "../../src/domain/analysis/analysis-steps.ts";
import type { Answers, Question } from "../../src/domain/analysis/analysis-template.ts";
import { STATEMENT } from "../../src/domain/statement/statement-steps.ts";
import type { Statement } from "../../src/domain/statement/statements.ts";

/** The part with that number; another one is refused with the list of those there are. */
export function partAt({ answers }: Statement, number: string): StepStanding {
  const all = standingOf(
    STATEMENT,
    STATEMENT.steps.map(({ id }) => ({ step: id, answers })),
  );
  const part = all.find((one) => String(one.number) === number);
  if (part) return part;
  throw new Refusal(
    `A statement has no part ${number}. Its parts: ${all.map((one) => `${one.number} ${one.step.title}`).join(", ")}.`,
  );
}

/** The short form of one part, filled in with what is on record, or with what was typed and is not saved yet. */
export function partForm(statement: Statement, at: StepStanding, typed: Answers = {}, errors: Answers = {}): Form {
  return {
    command: "statement write",
    title: `Part ${at.number} of ${STATEMENT.steps.length}: ${at.step.title} · ${statement.id} file ${statement.file}`,
    submit: `Save part ${at.number}`,
    inputs: at.step.questions.map((question) => inputOf(question, statement, typed, errors)),
    hidden: { record: statement.id, step: String(at.number), "answers._base": statement.version },
  };
}

function inputOf(question: Question, { answers }: Statement, typed: Answers, errors: Answers): Input {
  const error = errors[question.id];
  return {
    name: `answers.${question.id}`,
    label: question.label,
    control: controlOf(question),
    value: typed[question.id] ?? answers[question.id] ?? "",
    optional: !question.required,
    ...(question.hint === undefined ? {} : { hint: question.hint }),
    ...(error === undefined ? {} : { error }),
  };
}

/** Somebody saved in between: beside each answer that differs stands what is on record now. */
export function differing(statement: Statement, { step }: StepStanding, given: Answers): Answers {
  const theirs = step.questions.flatMap((question) => {
    const now = statement.answers[question.id] ?? "";
    const mine = given[question.id];
    if (mine === undefined || mine === now) return [];
    const said = now === "" ? "nothing" : `"${printAnswer(question, now)}"`;
    return [[question.id, `Somebody saved in between; on record now: ${said}. This is your text.`]];
  });
  return Object.fromEntries(theirs);
}
