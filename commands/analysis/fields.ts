import { absent, type FieldOf, found, isBlank, unclear } from "../../src/core/command/field.ts";
import { type Choice, choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { record } from "../../src/core/fields/record.ts";
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
  kind: outsideTitle({ label: "New or existing", question: "Is it new or existing?", choices: KINDS, keys: [] }),
  subject: outsideTitle({
    label: "Subject",
    question: "Is it a policy, a program, a practice or a budget decision?",
    choices: SUBJECTS,
    optional: true,
    keys: ["type"],
  }),
  department: department({ default: "author's" }),
};

/** The number of an analysis. */
export const analysisRecord = () => ({ ...record(), hint: "Its number, like AN-2026-0002" });

/** The number of a step, as typed: which steps there are, the analysis says. */
export function stepNumber<const Optional extends boolean = false>(
  options: { optional?: Optional } = {},
): FieldOf<string, Optional> {
  return {
    kind: "step",
    label: "Step",
    question: "Which step?",
    hint: "Its number, from 1",
    optional: (options.optional ?? false) as Optional,
    rank: 10,
    keys: ["number"],
    find(sentence) {
      const said = /\bstep\s*#?\s*(\d+)\b/i.exec(sentence.text);
      const token = said
        ? sentence.tokens.find((one) => one.end === said.index + said[0].length)
        : sentence.free().find((one) => one.kind === "number");
      if (!token) return absent;
      sentence.take(token.start, token.end);
      return found(String(Number(token.raw)));
    },
    read(raw) {
      if (isBlank(raw)) return absent;
      const typed = String(raw).trim();
      return /^\d{1,4}$/.test(typed)
        ? found(String(Number(typed)))
        : unclear(`"${typed}" is not the number of a step.`);
    },
    write: (value) => value,
    print: (value) => value,
    control: () => ({ kind: "line", maxLength: 4 }),
  };
}

/** A choice that is meant by words of the request only, never by words of the title; what it takes no department sees. */
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
    rank: 2,
    find(sentence, context) {
      const text = freeText(sentence);
      const result = field.find({ ...sentence, text }, context);
      for (const { words } of options.choices) {
        const word = words?.exec(text.toLowerCase());
        if (word) sentence.take(word.index, word.index + word[0].length);
      }
      return result;
    },
  };
}

function freeText({ text, tokens }: Sentence): string {
  const taken = tokens.filter((token) => token.taken);
  return taken.reduce((all, { start, end }) => all.slice(0, start) + " ".repeat(end - start) + all.slice(end), text);
}
