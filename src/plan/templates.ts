import * as z from "zod";
import type { Question, Step, Template } from "../domain/analysis/analysis-template.ts";
import { readYaml } from "./yaml.ts";

const KINDS = ["line", "lines", "long", "choice", "choices", "check", "date", "count", "link"] as const;

// Ids become names of inputs, so they are plain words without dots or hyphens.
const id = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, "must be letters and digits, beginning with a small letter");
const label = z.string().min(1).max(300);
const optionText = z.string().regex(/^[^,;\n]+$/, "must not hold a comma or a semicolon: they separate answers");

const question = z
  .strictObject({
    id,
    label,
    hint: z.string().max(500).optional(),
    kind: z.enum(KINDS),
    options: z.record(optionText, optionText).optional(),
    required: z.boolean().optional(),
    neededWhen: z.strictObject({ any: z.array(id).min(1), is: z.array(z.string()).min(1), because: label }).optional(),
    means: z.literal("evaluation due").optional(),
  })
  .refine(
    ({ kind, options }) => (kind === "choice" || kind === "choices") === (options !== undefined),
    "needs options if, and only if, it is a choice",
  )
  .refine(
    ({ kind, means }) => means === undefined || kind === "date",
    "means when the evaluation is due, so it is a date",
  );

const step = z
  .strictObject({ id, title: label, questions: z.array(question).min(1) })
  .refine(({ questions }) => unlike(questions), "has a question's id twice")
  .refine(
    ({ questions }) => questions.some(({ required }) => required),
    "needs a required question: a step nobody has filled in is never complete",
  )
  .refine(
    ({ questions }) =>
      questions.every(({ neededWhen }) => neededWhen?.any.every((one) => questions.some((q) => q.id === one)) ?? true),
    "asks for something that depends on a question of another step",
  );

const schema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens"),
    version: z.int().min(1),
    title: label,
    source: z.string().min(1),
    steps: z.array(step).min(1).max(20),
  })
  .refine(({ steps }) => unlike(steps), "has a step's id twice")
  .refine(
    ({ steps }) =>
      steps.flatMap(({ questions }) => questions).filter(({ means, required }) => means && required).length === 1,
    "needs exactly one required question that means: evaluation due",
  );

const unlike = (all: readonly { id: string }[]) => new Set(all.map((one) => one.id)).size === all.length;

/** Reads a template's text. Throws a Refusal that names every error with its line (row C9). */
export function parseTemplate(yaml: string, file: string): Template {
  const { steps, ...about } = readYaml(schema, yaml, file);
  return {
    ...about,
    source: about.source.trim(),
    steps: steps.map((one): Step => ({ ...one, questions: one.questions.map(toQuestion) })),
  };
}

/** Without what is not said, so that a template is the same before and after it was stored. */
function toQuestion({ options, ...rest }: z.output<typeof question>): Question {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest;
  const listed = Object.entries(options ?? {}).map(([value, text]) => ({ value, label: text }));
  return options === undefined ? said : { ...said, options: listed };
}
