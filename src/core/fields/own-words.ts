import type { Catalog } from "../catalog/catalog.ts";
import { absent, ambiguous, type FieldOf, type Found, found } from "../command/field.ts";
import { exactMatches } from "../understanding/names.ts";
import { openQuote, type Sentence, type Stretch } from "../understanding/sentence.ts";
import { text } from "./text.ts";

/** Fields of this kind hold what people wrote for others: what it denies or plans is not said to the bot. */
export const OWN_WORDS = "own-words";

const LONG = 4;
const LABEL = 60;

/**
 * A longer text of the person's own: in quotes, or after a colon. Where `rest` names the words of the request itself,
 * a text without them that is long enough is all of it. Value: the text, trimmed.
 */
export function ownWords<const Optional extends boolean = false>(options: {
  label: string;
  question?: string;
  hint?: string;
  optional?: Optional;
  keys?: readonly string[];
  rest?: RegExp;
}): FieldOf<string, Optional> {
  return {
    ...text({ ...options, from: "key", maxLength: 3000, control: "lines" }),
    kind: OWN_WORDS,
    // First, so that no other field reads into it: a statement that names a department is not that department's.
    rank: 0,
    find: (sentence, { catalog }) => find(sentence, options.rest, catalog),
    print: (value) => (value.length > LABEL ? `${value.slice(0, LABEL)}…` : value),
  };
}

function find(sentence: Sentence, request: RegExp | undefined, catalog: Catalog): Found<string> {
  const place = ownWordsIn(sentence);
  if (!place) return request ? restOf(sentence, request, catalog) : absent;
  sentence.take(place.start, place.end);
  return found(
    sentence.text
      .slice(place.start, place.end)
      .replace(/^"(.*)"$/s, "$1")
      .trim(),
  );
}

function ownWordsIn(sentence: Sentence): Stretch | undefined {
  const quote = openQuote(sentence);
  if (quote) return quote;
  const colon = /:\s+(?=\S)/.exec(sentence.text);
  if (!colon) return undefined;
  const start = colon.index + colon[0].length;
  const words = sentence.tokens.filter((token) => token.start >= start);
  const free = words.length >= LONG && words.every((token) => !token.taken);
  return free ? { start, end: sentence.text.trimEnd().length } : undefined;
}

/** Where a department is named as well, nobody can tell whether it is part of the text: that is shown and asked. */
function restOf(sentence: Sentence, request: RegExp, { departmentNames }: Catalog): Found<string> {
  const free = sentence.free();
  const [first] = free;
  if (!first || free.length < LONG || request.test(sentence.text)) return absent;
  const rest = sentence.text.slice(first.start).trim();
  if (exactMatches(sentence, departmentNames).length > 0)
    return ambiguous([rest], "Is that the whole text, and nothing but it?");
  sentence.take(first.start, sentence.text.length);
  return found(rest);
}
