import type { FieldOf } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { freeText } from "../../src/core/understanding/sentence.ts";
import { PROGRESS } from "../../src/domain/plan/progress.ts";

const WORDS = {
  planned: /\bplanned\b|\b(?:not|\w+n't) (?:yet )?(?:been )?(?:started|begun)\b/,
  "on track": /\bon[- ]track\b|\bin progress\b|\bunder ?way\b|\bongoing\b/,
  late: /\blate\b|\bbehind(?: schedule)?\b|\bdelayed\b|\boverdue\b|\boff track\b/,
  done: /\b(?:done|complete[d]?|finished)\b/,
} as const;

/** How an action goes: planned, on track, late or done. */
export function progressState(): FieldOf<string, false> {
  const field = choice({
    label: "Status",
    question: "How is it going?",
    keys: ["status"],
    choices: PROGRESS.map((value) => ({
      value,
      label: `${value[0]?.toUpperCase() ?? ""}${value.slice(1)}`,
      words: WORDS[value],
    })),
  });
  // The note says what it likes: "the lease is late" is no status.
  return { ...field, find: (sentence, context) => field.find({ ...sentence, text: freeText(sentence) }, context) };
}
