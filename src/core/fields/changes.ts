import {
  absent,
  type Context,
  type FieldOf,
  type Fields,
  type Found,
  found,
  isBlank,
  unclear,
} from "../command/field.ts";
import { findAll } from "../understanding/find-all.ts";
import { createSentence, isKey, type Sentence } from "../understanding/sentence.ts";

/**
 * New values for some fields of a record. Value: field name → new value. `fieldsOf` gives the fields of the record with
 * that id, or of every kind of record when it is not known yet.
 */
export function changes(fieldsOf: (recordId: string | undefined) => Fields): FieldOf<Record<string, unknown>, false> {
  return {
    kind: "changes",
    label: "Changes",
    question: "What should change?",
    hint: "For example employees=11 or date=2026-10-03",
    optional: false,
    rank: 70,
    keys: ["change", "set"],
    find: (sentence, context) => findChanges(sentence, context, fieldsOf),
    read: (raw, context) => readChanges(raw, context, fieldsOf),
    write: (value) => JSON.stringify(value),
    print: (value) =>
      Object.entries(value)
        .map(([name, one]) => `${name} ${String(one)}`)
        .join(", "),
    control: () => ({ kind: "line", maxLength: 500 }),
  };
}

/** The value that was wrong is not the new one: "11, not 12", "11 instead of 12", "from 12 to 11". */
const OLD_VALUE =
  /(?:\bnot|\binstead of|\brather than|\bfrom)\s+(\d+)(?:\s+(?:people|employees|contractors|staff))?\b/gi;

function findChanges(
  sentence: Sentence,
  context: Context,
  fieldsOf: (id: string | undefined) => Fields,
): Found<Record<string, unknown>> {
  const id = sentence.tokens.find((token) => token.kind === "record")?.raw.toUpperCase();
  for (const match of sentence.text.matchAll(OLD_VALUE)) sentence.take(match.index, match.index + match[0].length);
  const said = sentence.text.replace(/"[^"]*"|\b(?:because|reason|porque)\b.*$/gs, "");
  const adds = /\b(?:add|also|plus|more|fewer|less|remove|minus|without|except)\b|(?<=[\s=])\+\s?\d+/i.exec(said);
  const finds = Object.entries(findAll(sentence, fieldsOf(id), context));
  const open = finds.flatMap(([, one]) => ("because" in one ? [one] : []));
  const [first] = [...open.filter(({ state }) => state === "refused"), ...open];
  if (first) return first.state === "refused" ? first : unclear(first.because);
  const values = finds.flatMap(([name, one]) => (one.state === "found" ? [[name, one.value] as const] : []));
  const key = sentence.free().find((token) => isKey(sentence, token));
  if (key) return unclear(`This record has no "${key.raw}".`);
  if (values.length === 0) return absent;
  if (adds) return unclear(`"${adds[0]}" changes a list; please fill in how it should be.`);
  return found(Object.fromEntries(values));
}

function readChanges(
  raw: unknown,
  context: Context,
  fieldsOf: (id: string | undefined) => Fields,
): Found<Record<string, unknown>> {
  if (isBlank(raw)) return absent;
  if (typeof raw === "object" && raw !== null) return found(raw as Record<string, unknown>);
  const typed = String(raw);
  if (typed.startsWith("{")) return readJson(typed);
  return findChanges(createSentence(typed), context, fieldsOf);
}

function readJson(typed: string): Found<Record<string, unknown>> {
  try {
    return found(JSON.parse(typed) as Record<string, unknown>);
  } catch {
    return unclear("I could not read these changes.");
  }
}
