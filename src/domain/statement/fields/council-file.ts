import { absent, ambiguous, type FieldOf, type Found, found, isBlank, unclear } from "../../../core/command/field.ts";
import { cleanText } from "../../../core/understanding/clean.ts";

const SAID = /\b(?:council )?file\s*(?:no\.?|number|nr\.?|#)?\s*[#=:]?\s*((?:[a-z]{1,4}-?)?\d{4,10}(?:-\d{1,4})?)\b/gi;

/** The number of a file before the council. Value: the number, like 211268. */
export function councilFile<const Optional extends boolean = false>(
  options: { optional?: Optional } = {},
): FieldOf<string, Optional> {
  return {
    kind: "council-file",
    label: "Council file",
    question: "What is the number of the council's file?",
    hint: "Like 211268",
    optional: (options.optional ?? false) as Optional,
    // Before dates and counts, which would read into the number.
    rank: 1,
    keys: ["file", "number"],
    find(sentence) {
      const matches = [...sentence.text.matchAll(SAID)];
      for (const { index, 0: words } of matches) sentence.take(index, index + words.length);
      const files = [...new Set(matches.map(({ 1: number = "" }) => number.toUpperCase()))];
      const [only] = files;
      if (only === undefined) return absent;
      return files.length === 1 ? found(only) : ambiguous(files, "More than one file is named.");
    },
    read: readFile,
    write: (value) => value,
    print: (value) => value,
    control: () => ({ kind: "line", maxLength: 30 }),
  };
}

function readFile(raw: unknown): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw)).toUpperCase().replace(/^#\s*/, "");
  return /^[A-Z0-9][A-Z0-9.-]{2,29}$/.test(typed) && /\d/.test(typed)
    ? found(typed)
    : unclear(`"${typed}" is not the number of a file, like 211268.`);
}
