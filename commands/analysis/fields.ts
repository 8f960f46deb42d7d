import type { FieldOf } from "../../src/core/field.ts";
import { type Choice, choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { title } from "../../src/core/fields/title.ts";
import type { Sentence } from "../../src/core/understanding/sentence.ts";

const KINDS = [
  { value: "new", label: "New", words: /\bnew\b(?! (?:toolkit |equity )?anal)|\bnuev[oa]\b/ },
  { value: "existing", label: "Existing", words: /\b(?:existing|existente)\b/ },
];

const SUBJECTS = [
  { value: "policy", label: "Policy", words: /\b(?:policy|policies)\b/ },
  { value: "program", label: "Program", words: /\b(?:programs?|programmes?)\b/ },
  { value: "practice", label: "Practice", words: /\bpractices?\b/ },
  { value: "budget", label: "Budget decision", words: /\bbudget\b/ },
];

/** What is analysed (row C3); also the fields a correction may change. */
export const analysisFields = {
  title: title(),
  kind: outsideTitle({ label: "New or existing", question: "Is it new or existing?", choices: KINDS, keys: ["state"] }),
  subject: outsideTitle({
    label: "Kind",
    question: "Is it a policy, a program, a practice or a budget decision?",
    choices: SUBJECTS,
    optional: true,
    keys: ["type"],
  }),
  department: department({ default: "author's" }),
};

/** A choice that is meant by words of the request only, never by words of the title. */
function outsideTitle<const Optional extends boolean = false>(options: {
  label: string;
  question: string;
  choices: readonly Choice[];
  optional?: Optional;
  keys: readonly string[];
}): FieldOf<string, Optional> {
  const field = choice(options);
  return {
    ...field,
    find: (sentence, context) => field.find({ ...sentence, text: freeText(sentence) }, context),
  };
}

function freeText({ text, tokens }: Sentence): string {
  const taken = tokens.filter((token) => token.taken);
  return taken.reduce((all, { start, end }) => all.slice(0, start) + " ".repeat(end - start) + all.slice(end), text);
}
