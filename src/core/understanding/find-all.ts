import type { Context, Field, Fields, Found } from "../command/field.ts";
import { OWN_WORDS } from "../fields/own-words.ts";
import { isEveryday } from "./noise.ts";
import { isKey, openQuote, type Pair, pairsIn, type Quote, type Sentence, type Token } from "./sentence.ts";

/** What each field makes of a sentence: `key=value` always wins, then each finds itself, in the order of their ranks. */
export function findAll(sentence: Sentence, fields: Fields, context: Context): Record<string, Found<unknown>> {
  const paired = readPairs(sentence, fields, context);
  const inOrder = Object.entries(fields).sort(([, a], [, b]) => a.rank - b.rank);
  const finds = inOrder.map(([name, field]) => {
    const given = paired[name];
    // A day said in words beside the one that was given by name is the same day, or wrong.
    if (given && field.kind === "date") field.find(sentence, context);
    return [name, given ?? field.find(sentence, context)] as const;
  });
  return Object.fromEntries(finds);
}

function readPairs(sentence: Sentence, fields: Fields, context: Context): Record<string, Found<unknown>> {
  if (!/[=:]/.test(sentence.text)) return {};
  const all = Object.entries(fields);
  const nameOf = new Map([
    ...all.flatMap(([name, field]) => [field.label.toLowerCase(), ...field.keys].map((key) => [key, name] as const)),
    // A field's own name outweighs what another is called.
    ...all.map(([name]) => [name.toLowerCase(), name] as const),
  ]);
  const finds: Record<string, Found<unknown>> = {};
  const own = all.some(([, { kind }]) => kind === OWN_WORDS) ? openQuote(sentence) : undefined;
  for (const said of pairsIn(sentence.text, new Set(nameOf.keys()))) {
    const whole = beforeQuote(said, own);
    const name = nameOf.get(whole.key) ?? "";
    const field = fields[name];
    const pair = untaken(whole, sentence);
    if (!field || name in finds || !pair) continue;
    const read = readPair(pair, field, sentence, context);
    if (read) finds[name] = read;
  }
  return finds;
}

/** A value ends where words in quotes begin that stand for themselves: `from=AN-2026-0012 "Routes start …"`. */
function beforeQuote(pair: Pair, quote: Quote | undefined): Pair {
  if (!quote || quote.start <= pair.valueStart || quote.start >= pair.end) return pair;
  const raw = pair.raw.slice(0, quote.start - pair.valueStart).replace(/[\s,;]+$/, "");
  return { ...pair, raw, end: quote.start };
}

/** A value ends where another field has taken something: `employees=11 because …`. */
function untaken(pair: Pair, sentence: Sentence): Pair | undefined {
  const taken = sentence.tokens.find((token) => token.taken && token.end > pair.start && token.start < pair.end);
  if (!taken) return pair;
  if (taken.start <= pair.valueStart) return undefined;
  const length = taken.start - pair.valueStart;
  return { ...pair, raw: pair.raw.slice(0, length).replace(/[\s,;]+$/, ""), end: taken.start };
}

/** The longest beginning of what follows the key that the field can read; the rest goes back to the sentence. */
function readPair(pair: Pair, field: Field<unknown>, sentence: Sentence, context: Context): Found<unknown> | undefined {
  const best = bestReading(pair, field, context, endsOf(pair, sentence));
  // "attendees: 12" says how many, not who.
  const noPair = pair.loose || (field.kind === "people" && /^\d+$/.test(pair.raw));
  if (!best && noPair) return undefined;
  const { end, read } = best ?? { end: pair.raw.length, read: field.read(pair.raw, context) };
  sentence.take(pair.start, end === pair.raw.length ? pair.end : pair.valueStart + end);
  return read;
}

function bestReading({ raw }: Pair, field: Field<unknown>, context: Context, ends: readonly number[]) {
  for (const end of ends) {
    const read = field.read(raw.slice(0, end), context);
    if (read.state !== "unclear" && read.state !== "absent") return { end, read };
  }
  return undefined;
}

/** Where a value may end, the longest first: at its own end, or before a word that cannot belong to it. */
function endsOf(pair: Pair, sentence: Sentence): number[] {
  if (sentence.text[pair.valueStart] === '"') return [pair.raw.length];
  const inside = sentence.tokens.filter(
    ({ start }) => start > pair.valueStart && start < pair.valueStart + pair.raw.length,
  );
  const ends = inside
    .map((token) => ({ token, said: sentence.text.slice(pair.valueStart, token.start) }))
    .filter(({ token, said }) => /[,;|]\s*$|\s"$/.test(said) || isApart(token, sentence))
    .map(({ said }) => said.replace(/[\s,;|"]+$/, "").length);
  return [pair.raw.length, ...ends.reverse()];
}

const isApart = (token: Token, sentence: Sentence) =>
  token.kind !== "word" || isEveryday(token) || isKey(sentence, token);
