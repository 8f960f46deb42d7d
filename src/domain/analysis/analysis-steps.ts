import { isIsoDate } from "../../core/calendar/calendar.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Control, Option } from "../../core/reply/reply.ts";
import { normal, storable } from "../../core/understanding/clean.ts";
import type { Answers, Question, Step, Template } from "./analysis-template.ts";

const LENGTH = { line: 200, lines: 3000, long: 50_000, link: 500 } as const;
const YES_NO: readonly Option[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];
const MOST_COUNTED = 1_000_000;

/** Titles that mean the same item: case, punctuation and spaces do not tell two apart. */
export const titleKey = (title: string): string => (normal(title).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

function optionsOf(question: Question): readonly Option[] {
  return question.kind === "check" ? YES_NO : (question.options ?? []);
}

export function controlOf(question: Question): Control {
  switch (question.kind) {
    case "line":
    case "link":
      return { kind: "line", maxLength: LENGTH[question.kind] };
    case "lines":
      return { kind: "lines", maxLength: LENGTH.lines };
    case "long":
      return { kind: "sheet", maxLength: LENGTH.long, offer: "a text file" };
    case "choices":
      return { kind: "choices", options: [...optionsOf(question)] };
    case "choice":
    case "check":
      return { kind: "choice", options: [...optionsOf(question)] };
    case "date":
      return { kind: "date" };
    case "count":
      return { kind: "count", max: MOST_COUNTED };
    default:
      return question.kind satisfies never;
  }
}

export type ReadAnswer = { value: string } | { problem: string };

/** What was typed for a question, as it is kept; a blank answer is an empty one. */
export function readAnswer(question: Question, raw: unknown): ReadAnswer {
  const typed = storable(Array.isArray(raw) ? raw.join(", ") : String(raw ?? ""))
    .replace(/\r\n?/g, "\n")
    .trim();
  return typed === "" ? { value: "" } : READERS[question.kind](typed, question);
}

type Reader = (typed: string, question: Question) => ReadAnswer;

const upTo =
  (kind: "line" | "lines" | "long", remedy: string): Reader =>
  (typed) =>
    typed.length <= LENGTH[kind] ? { value: typed } : { problem: tooLong(typed, LENGTH[kind], remedy) };

const tooLong = (typed: string, most: number, remedy: string) =>
  `This is ${typed.length.toLocaleString("en-US")} characters long; ${most.toLocaleString("en-US")} is the most here. ${remedy}`;

const READERS: Record<Question["kind"], Reader> = {
  line: upTo("line", "Please shorten it."),
  lines: upTo("lines", "Shorten it, or put the text where everybody can read it and give its link."),
  long: upTo("long", "Put it where everybody can read it and give its link."),
  choice: (typed, question) => oneOf(typed, question),
  check: (typed, question) => oneOf(typed, question),
  choices: severalOf,
  date: readDay,
  count: readCount,
  link: readLink,
};

function meaning(typed: string, question: Question): Option | undefined {
  return optionsOf(question).find((one) => normal(one.value) === normal(typed) || normal(one.label) === normal(typed));
}

function oneOf(typed: string, question: Question): ReadAnswer {
  const option = meaning(typed, question);
  if (option) return { value: option.value };
  const all = optionsOf(question).map(({ label }) => label);
  return { problem: `"${typed.slice(0, 60)}" is none of ${all.join(", ")}.` };
}

function severalOf(typed: string, question: Question): ReadAnswer {
  const parts = typed.split(/[,;\n]/).map((part) => part.trim());
  const said = parts.filter((part) => part !== "");
  const unknown = said.filter((part) => !meaning(part, question));
  if (unknown.length > 0) {
    const all = optionsOf(question).map(({ label }) => label);
    return { problem: `"${unknown.join(", ").slice(0, 60)}" is not on the list: ${all.join(", ")}.` };
  }
  const values = optionsOf(question).filter((option) => said.some((part) => meaning(part, question) === option));
  return { value: values.map(({ value }) => value).join(", ") };
}

function readDay(typed: string): ReadAnswer {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed);
  const day: IsoDate = american
    ? `${american[3]}-${american[1]?.padStart(2, "0")}-${american[2]?.padStart(2, "0")}`
    : typed;
  if (isIsoDate(day)) return { value: day };
  return { problem: `I do not understand "${typed.slice(0, 60)}" as a date. Write it like 2027-06-30 or 6/30/2027.` };
}

function readCount(typed: string): ReadAnswer {
  const plain = typed.replace(/,(?=\d{3}\b)/g, "");
  if (/^\d+$/.test(plain) && Number(plain) <= MOST_COUNTED) return { value: String(Number(plain)) };
  return { problem: `"${typed.slice(0, 60)}" is not a number from 0 to ${MOST_COUNTED.toLocaleString("en-US")}.` };
}

function readLink(typed: string): ReadAnswer {
  if (typed.length > LENGTH.link) return { problem: tooLong(typed, LENGTH.link, "Please give a shorter link.") };
  if (/^https?:\/\/[^\s/]+\S*$/i.test(typed)) return { value: typed };
  return { problem: `"${typed.slice(0, 60)}" is not a link. It begins with https://.` };
}

/** An answer as people read it. */
export function printAnswer(question: Question, value: string): string {
  if (question.kind === "choices")
    return value
      .split(", ")
      .map((one) => meaning(one, question)?.label ?? one)
      .join(", ");
  return question.kind === "choice" || question.kind === "check" ? (meaning(value, question)?.label ?? value) : value;
}

export interface MissingAnswer {
  question: Question;
  because: string;
}

/** What a step still needs before it can be submitted. */
export function missingIn(step: Step, answers: Answers): MissingAnswer[] {
  return step.questions.flatMap((question) => {
    if (answers[question.id] !== undefined) return [];
    if (question.required) return [{ question, because: "Please answer this." }];
    const { any, is, because } = question.neededWhen ?? { any: [], is: [], because: "" };
    return any.some((id) => is.includes(answers[id] ?? "")) ? [{ question, because }] : [];
  });
}

export interface StepStanding {
  step: Step;
  /** From 1. */
  number: number;
  missing: MissingAnswer[];
}

/** Every step with what it lacks; a step nobody has saved lacks all it requires. */
export function standingOf(template: Template, saved: readonly { step: string; answers: Answers }[]): StepStanding[] {
  return template.steps.map((step, at) => {
    const answers = saved.find((one) => one.step === step.id)?.answers ?? {};
    return { step, number: at + 1, missing: missingIn(step, answers) };
  });
}

export const stepsLeft = (template: Template, saved: readonly { step: string; answers: Answers }[]): StepStanding[] =>
  standingOf(template, saved).filter(({ missing }) => missing.length > 0);

/** The day on which the results are to be evaluated, as the answers say. */
export function evaluationDueIn(
  template: Template,
  saved: readonly { step: string; answers: Answers }[],
): IsoDate | undefined {
  const days = template.steps.flatMap((step) =>
    step.questions
      .filter((question) => question.means === "evaluation due")
      .map((question) => saved.find((one) => one.step === step.id)?.answers[question.id]),
  );
  return days.find((day) => day !== undefined);
}
