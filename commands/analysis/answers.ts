import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../../src/core/command/field.ts";
import type { RawValues } from "../../src/core/reply/reply.ts";
import type { Sentence } from "../../src/core/understanding/sentence.ts";

/** What somebody answered, and the form it came from. */
export interface Answered {
  /** As typed, by question id. */
  given: RawValues;
  /** The version of the step that the form showed; a typed sentence has seen none. */
  base: number | undefined;
  /** The template the form was made from. */
  template: string | undefined;
}

/**
 * Answers to a step's questions. Which there are, only the analysis knows: its own template. In a sentence they stand as
 * `question=answer`; a form's inputs are named `answers.question`, beside what the form itself was made from.
 */
export function answers(): FieldOf<Answered, true> {
  return {
    kind: "answers",
    label: "Answers",
    question: "What are the answers?",
    hint: "Leave it empty for the form of the step",
    optional: true,
    rank: 80,
    keys: [],
    find: findAnswers,
    read: readAnswers,
    write: ({ given, base, template }) => JSON.stringify({ ...given, _base: base, _template: template }),
    print: ({ given }) => Object.keys(given).join(", "),
    control: () => ({ kind: "lines", maxLength: 3000 }),
  };
}

function findAnswers(sentence: Sentence): Found<Answered> {
  const heads = [...sentence.text.matchAll(/(?<![\p{L}\p{N}])([a-z][A-Za-z0-9]*)=/gu)];
  const given = heads.map((head, at): [string, string] => {
    const end = heads[at + 1]?.index ?? sentence.text.length;
    sentence.take(head.index, end);
    return [head[1] ?? "", unquoted(sentence.text.slice(head.index + head[0].length, end))];
  });
  return given.length === 0
    ? absent
    : found({ given: Object.fromEntries(given), base: undefined, template: undefined });
}

const unquoted = (typed: string) => typed.trim().replace(/^"(.*)"$/s, "$1");

function readAnswers(raw: unknown): Found<Answered> {
  if (isBlank(raw)) return absent;
  if (typeof raw !== "object" || raw === null) return readText(String(raw));
  const { _base: base, _template: template, ...given } = raw as RawValues;
  if (Object.keys(given).length === 0) return absent;
  return found({
    given,
    base: base === undefined || base === null ? undefined : Number(base),
    template: typeof template === "string" ? template : undefined,
  });
}

function readText(typed: string): Found<Answered> {
  try {
    const parsed: unknown = JSON.parse(typed);
    if (typeof parsed === "object" && parsed !== null) return readAnswers(parsed);
  } catch {
    // Not what a button carries: it was typed, and a typed answer names its question.
  }
  return unclear("Open the form of the step to fill it in, or write question=answer.");
}
