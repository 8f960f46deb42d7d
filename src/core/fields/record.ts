import { absent, ambiguous, type FieldOf, found, isBlank, unclear } from "../command/field.ts";
import { cleanText } from "../understanding/clean.ts";

/** The id of a record, like TR-2026-0147. Value: the id in capitals. */
export function record<const Optional extends boolean = false>(
  options: { optional?: Optional } = {},
): FieldOf<string, Optional> {
  return {
    kind: "record",
    label: "Record",
    question: "Which record?",
    hint: "Its number, like TR-2026-0147",
    optional: (options.optional ?? false) as Optional,
    rank: 1,
    keys: ["id"],
    find(sentence) {
      const tokens = sentence.free().filter((token) => token.kind === "record");
      for (const token of tokens) sentence.take(token.start, token.end);
      const ids = [...new Set(tokens.map((token) => token.raw.toUpperCase()))];
      const [only] = ids;
      if (!only) return absent;
      return ids.length === 1 ? found(only) : ambiguous(ids, "More than one record is named.");
    },
    read(raw) {
      if (isBlank(raw)) return absent;
      const typed = cleanText(String(raw)).toUpperCase();
      return /^[A-Z]{2}-\d{4}-\d{4,}$/.test(typed)
        ? found(typed)
        : unclear(`"${typed}" is not a record number; one looks like TR-2026-0147.`);
    },
    write: (value) => value,
    print: (value) => value,
    control: () => ({ kind: "line", maxLength: 20 }),
  };
}
