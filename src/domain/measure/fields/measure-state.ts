import type { Catalog } from "../../../core/catalog/catalog.ts";
import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../../../core/command/field.ts";
import { cleanText, normal, sameLength } from "../../../core/understanding/clean.ts";
import type { Sentence } from "../../../core/understanding/sentence.ts";

/** Where something stands, in the words of the measures that have states: "adopted". Value: the state. */
export function measureState(): FieldOf<string, true> {
  return {
    kind: "measure-state",
    label: "State",
    question: "Which state?",
    optional: true,
    rank: 40,
    keys: ["status"],
    find: (sentence, { catalog }) => findState(sentence, statesOf(catalog)),
    read: (raw, { catalog }) => readState(raw, statesOf(catalog)),
    write: (value) => value,
    print: (value) => value,
    control: ({ catalog }) => ({
      kind: "choice",
      options: statesOf(catalog).map((value) => ({ value, label: value })),
    }),
  };
}

const statesOf = ({ measures }: Catalog) => [...new Set(measures.flatMap(({ states }) => states))];

/** The longest one that is there: "not current" is not "current". */
function findState(sentence: Sentence, states: readonly string[]): Found<string> {
  const text = sameLength(sentence.text);
  const longest = [...states].sort((a, b) => b.length - a.length);
  for (const state of longest) {
    const at = ` ${text} `.indexOf(` ${sameLength(state)} `);
    if (at === -1) continue;
    sentence.take(at, at + state.length);
    return found(state);
  }
  return absent;
}

function readState(raw: unknown, states: readonly string[]): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  const state = states.find((one) => normal(one) === normal(typed));
  return state === undefined ? unclear(`"${typed}" is none of ${states.join(", ") || "no states"}.`) : found(state);
}
