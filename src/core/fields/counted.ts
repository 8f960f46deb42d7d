import { absent, ambiguous, type FieldOf, type Found, found, refused } from "../command/field.ts";
import { numberAt } from "../understanding/numbers.ts";
import type { Sentence } from "../understanding/sentence.ts";
import { badCount } from "../understanding/tally.ts";
import { headcount } from "./headcount.ts";

const ROUGH = /(?:\b(?:about|around|roughly|approximately|some|over|more than|at least|almost|nearly|maybe)|~)\s*$/i;

/**
 * A number of one sort, known by the words after it ("30 residents", "48 responses") or before it ("invited 120"). Value: 1 to
 * 100,000.
 */
export function counted(options: {
  label: string;
  hint?: string;
  after: RegExp;
  before?: RegExp;
  keys: readonly string[];
}): FieldOf<number, true> {
  const { label, hint, keys } = options;
  return {
    ...headcount("unsplit", { label, ...(hint === undefined ? {} : { hint }) }),
    // Before the other counts, which would take "30 residents" for 30 employees.
    rank: 45,
    keys,
    find: (sentence) => findCounted(sentence, options),
  };
}

function findCounted(sentence: Sentence, sort: { after: RegExp; before?: RegExp }): Found<number> {
  const hits = sentence.tokens.map((_token, at) => countedAt(sentence, at, sort));
  const hit = hits.find((one) => one !== undefined);
  if (!hit) return absent;
  sentence.take(hit.start, hit.end);
  return judged(hit.value, ROUGH.test(sentence.text.slice(0, hit.start)), hit.words);
}

/** The number that begins at that word, if the words beside it say that it is of this sort. */
function countedAt({ tokens, text }: Sentence, at: number, { after, before }: { after: RegExp; before?: RegExp }) {
  const number = numberAt(tokens, at);
  const [first, last] = [tokens[at], number && tokens[at + number.length - 1]];
  if (!number || !first || !last) return undefined;
  const noun = after.exec(text.slice(last.end));
  const verb = before?.exec(text.slice(0, first.start));
  const words = (noun ?? verb)?.[0].trim();
  const end = last.end + (noun?.[0].length ?? 0);
  return words === undefined ? undefined : { value: number.value, start: verb?.index ?? first.start, end, words };
}

function judged(value: number, rough: boolean, of: string): Found<number> {
  const bad = badCount(value);
  if (bad !== undefined) return refused(bad);
  return rough ? ambiguous([value], `You gave the number (${of}) as a rough one.`) : found(value);
}
