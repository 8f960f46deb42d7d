import {
  absent,
  type Context,
  type FieldOf,
  type Found,
  found,
  isBlank,
  unclear,
} from "../../../core/command/field.ts";
import { cleanText } from "../../../core/understanding/clean.ts";

const ID = String.raw`(?:[a-z]{1,3}[-.]?)?\d{1,3}`;
const SAID = new RegExp(String.raw`\b(goals?\s+)?(${ID}(?:(?:\s*[,&]\s*|\s+and\s+|\s+)(?:goal\s+)?${ID})*)\b`, "gi");

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
    find(sentence, context) {
      const matches = [...sentence.text.matchAll(SAID)].filter(({ 0: said, index }) =>
        sentence.tokens.some((one) => one.start >= index && one.end <= index + said.length),
      );
      // "1 and 3" are goals only after the word; letters before a number say so anywhere.
      const meant = matches.filter(({ 1: word, 2: list = "" }) => word !== undefined || /^[a-z]/i.test(list));
      for (const { index, 0: said } of meant) sentence.take(index, index + said.length);
      return meant.length === 0 ? absent : readGoals(meant.map(({ 2: list = "" }) => list).join(", "), context);
    },
    read: readGoals,
    write: (value) => value.join(", "),
    print: (value) => value.join(", "),
    control: () => ({ kind: "line", maxLength: 200 }),
  };
}

function readGoals(raw: unknown, { plan }: Pick<Context, "plan">): Found<string[]> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(Array.isArray(raw) ? raw.join(", ") : String(raw));
  const parts = typed.split(/\s*[,;&]\s*|\s+and\s+|\s+/i).filter((part) => part !== "" && !/^goals?$/i.test(part));
  const known = plan.goals.map(({ id }) => id);
  const ids = parts.map((part) => ({ part, id: idOf(part, known) }));
  const strange = ids.find(({ id }) => id === undefined);
  if (strange === undefined) return found([...new Set(ids.flatMap(({ id }) => id ?? []))]);
  const there = known.length === 0 ? "One looks like G1." : `It has ${known.join(", ")}.`;
  return unclear(`The plan has no goal "${strange.part}". ${there}`);
}

/** "g1" and "1" are G1. A plan that names no goals yet takes any number. */
function idOf(part: string, known: readonly string[]): string | undefined {
  const id = /^\d+$/.test(part) ? `G${part}` : part.toUpperCase();
  if (known.length === 0) return /^[A-Z]{1,3}\d{1,3}$/.test(id) ? id : undefined;
  return known.find((one) => one.toUpperCase() === id || one.replace(/^\D+/, "") === part);
}
