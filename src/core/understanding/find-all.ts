import type { Context, Field, Fields, Found } from "../field.ts";
import { type Pair, pairsIn, type Sentence } from "./sentence.ts";

/** What each field makes of a sentence: `key=value` always wins, then each finds itself, in the order of their ranks. */
export function findAll(sentence: Sentence, fields: Fields, context: Context): Record<string, Found<unknown>> {
  const paired = readPairs(sentence, fields, context);
  const inOrder = Object.entries(fields).sort(([, a], [, b]) => a.rank - b.rank);
  const finds = inOrder.map(([name, field]) => [name, paired[name] ?? field.find(sentence, context)] as const);
  return Object.fromEntries(finds);
}

function readPairs(sentence: Sentence, fields: Fields, context: Context): Record<string, Found<unknown>> {
  const nameOf = new Map(
    Object.entries(fields).flatMap(([name, field]) =>
      [name.toLowerCase(), field.label.toLowerCase(), ...field.keys].map((key) => [key, name] as const),
    ),
  );
  const finds: Record<string, Found<unknown>> = {};
  for (const pair of pairsIn(sentence.text, new Set(nameOf.keys()))) {
    const name = nameOf.get(pair.key);
    const field = name === undefined ? undefined : fields[name];
    if (name === undefined || !field || overlapsTaken(sentence, pair)) continue;
    finds[name] = readPair(pair, field, sentence, context);
  }
  return finds;
}

const overlapsTaken = (sentence: Sentence, pair: Pair) =>
  sentence.tokens.some((token) => token.taken && token.start < pair.end && token.end > pair.start);

/** The longest part of what follows the key that the field can read; the rest goes back to the sentence. */
function readPair(pair: Pair, field: Field<unknown>, sentence: Sentence, context: Context): Found<unknown> {
  const whole = field.read(pair.raw, context);
  const ends = [...pair.raw.matchAll(/[^\s,;]+/g)].map((word) => word.index + word[0].length).reverse();
  for (const end of whole.state === "unclear" ? ends.slice(1) : []) {
    const read = field.read(pair.raw.slice(0, end), context);
    if (read.state !== "found" && read.state !== "ambiguous") continue;
    sentence.take(pair.start, pair.valueStart + end);
    return read;
  }
  const firstWord = ends.at(-1) ?? pair.raw.length;
  const stop = whole.state === "unclear" && ends.length > 1 ? pair.valueStart + firstWord : pair.end;
  sentence.take(pair.start, stop);
  return whole.state === "unclear" && ends.length > 1 ? field.read(pair.raw.slice(0, firstWord), context) : whole;
}
