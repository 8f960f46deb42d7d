import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../field.ts";
import { cleanText } from "../understanding/clean.ts";

const GOAL = /^[A-Z]{1,3}\d{1,3}$/;
const SAID =
  /\b(?:goals?\s+)?((?:[a-z]{1,3})?\d{1,3}(?:(?:\s*,\s*|\s*&\s*|\s+and\s+|\s+)(?:goal\s+)?(?:[a-z]{1,3})?\d{1,3})*)\b/gi;

/** Goals of the plan. Value: their ids, like G1. */
export function goals(): FieldOf<string[], false> {
  return {
    kind: "goals",
    label: "Goals of the plan",
    question: "Which goals of the plan?",
    hint: "Their numbers, like G1, G3",
    optional: false,
    rank: 15,
    keys: ["goal"],
    find(sentence) {
      const ids: string[] = [];
      for (const match of sentence.text.matchAll(SAID)) {
        const free = sentence.free().some(({ start }) => start >= match.index && start < match.index + match[0].length);
        const said = idsIn(match[1] ?? "", /^goals?\s/i.test(match[0]));
        if (!free || said.length === 0) continue;
        sentence.take(match.index, match.index + match[0].length);
        ids.push(...said);
      }
      return ids.length === 0 ? absent : found([...new Set(ids)]);
    },
    read: readGoals,
    write: (value) => value.join(", "),
    print: (value) => value.join(", "),
    control: () => ({ kind: "line", maxLength: 200 }),
  };
}

/** "1 and 3" are goals only after the word; a letter before a number is one anywhere. */
const idsIn = (said: string, named: boolean): string[] =>
  (said.match(/[a-z]*\d+/gi) ?? [])
    .map((one) => (named && /^\d/.test(one) ? `G${one}` : one.toUpperCase()))
    .filter((one) => GOAL.test(one));

function readGoals(raw: unknown): Found<string[]> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(Array.isArray(raw) ? raw.join(", ") : String(raw));
  const parts = typed.split(/\s*[,;&]\s*|\s+and\s+|\s+/i).filter((part) => part !== "" && !/^goals?$/i.test(part));
  const ids = parts.map((part) => (/^\d+$/.test(part) ? `G${part}` : part.toUpperCase()));
  const strange = ids.find((id) => !GOAL.test(id));
  return strange === undefined
    ? found([...new Set(ids)])
    : unclear(`"${strange}" is not the number of a goal, like G1.`);
}
