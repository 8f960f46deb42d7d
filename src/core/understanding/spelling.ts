import type { Context } from "../command/field.ts";
import { slips } from "./distance.ts";
import { MONTHS, WEEKDAYS } from "./lexicon.ts";
import { wordsOf } from "./names.ts";
import { NOISE } from "./noise.ts";
import { createSentence, type Token } from "./sentence.ts";

/** Everyday words that are understood misspelt, too: losing one would make another day or nobody of it. */
const EVERYDAY = [
  ..."yesterday tomorrow people employees employee contractors contractor attended completed finished".split(" "),
  ...[...WEEKDAYS.keys(), ...MONTHS].filter((word) => word.length >= 6),
];

/** The text with everyday words spelt right, outside quotes and reasons; names of people, courses and departments stay. */
export function respelt(text: string, context: Context): string {
  const { tokens, quotes } = createSentence(text);
  const until = /\b(?:because|reason|note)\b/i.exec(text)?.index ?? text.length;
  const open = (token: Token) =>
    token.end <= until && !quotes.some(({ start, end }) => token.start >= start && token.end <= end);
  const candidates = tokens.filter((token) => open(token) && mayBeMisspelt(token));
  const names = new Set(candidates.length === 0 ? [] : context.people.flatMap((person) => wordsOf(person.name)));
  return candidates
    .filter((token) => !names.has(token.norm) && !isInCatalog(token.norm, context))
    .reverse()
    .reduce(
      (so, { start, end, norm }) => so.slice(0, start) + (meant(norm) ?? text.slice(start, end)) + so.slice(end),
      text,
    );
}

const mayBeMisspelt = ({ kind, norm, raw }: Token): boolean =>
  kind === "word" &&
  norm.length >= 5 &&
  !NOISE.has(norm) &&
  /^\p{L}+$/u.test(norm) &&
  (raw === raw.toLowerCase() || raw === raw.toUpperCase());

const isInCatalog = (word: string, { catalog }: Context): boolean =>
  catalog.courseNames.words.has(word) || catalog.departmentNames.words.has(word);

function meant(word: string): string | undefined {
  const most = word.length >= 9 ? 2 : 1;
  const close = EVERYDAY.filter((one) => slips(one, word, most) <= most);
  const [only] = close;
  return close.length === 1 || only?.startsWith(close.at(-1) ?? "") ? only : undefined;
}
