import Fuse from "fuse.js";
import { normal } from "./clean.ts";
import { allowedSlips, letters, mayBeClose, slips } from "./distance.ts";
import { COMMON_WORDS, GENERIC_NAME_WORDS, NUMBER_WORDS } from "./lexicon.ts";
import type { Sentence, Token } from "./sentence.ts";

/** Finds things known by several names: departments by code, name and nickname; courses by code, title and alias. */
export interface NameIndex {
  exact: ReadonlyMap<string, ReadonlySet<string>>;
  /** A word that only some names have, with whose names they are. */
  words: ReadonlyMap<string, ReadonlySet<string>>;
  names: readonly IndexedName[];
  byLength: ReadonlyMap<number, ReadonlySet<IndexedName>>;
  /** Every word of every name, and how names begin when they are run together. */
  vocabulary: ReadonlySet<string>;
  beginnings: ReadonlySet<string>;
  longest: number;
  fuse: Fuse<IndexedName>;
}

interface IndexedName {
  code: string;
  tokens: readonly string[];
  squashed: string;
  letters: number;
}

export interface NameMatch {
  codes: readonly string[];
  /** The matched words, a slice of the sentence's tokens. */
  tokens: readonly Token[];
}

export function wordsOf(name: string): string[] {
  return (normal(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== "and");
}

const squash = (words: readonly string[]) => words.join("");

export function nameIndex(entries: readonly { code: string; names: readonly string[] }[]): NameIndex {
  const names: IndexedName[] = entries.flatMap(({ code, names: all }) =>
    distinct(all.flatMap(variants)).map((phrase) => indexed(code, phrase.split(" "))),
  );
  const fuse = new Fuse(names, { keys: ["squashed"], threshold: 0.7, ignoreLocation: true, ignoreFieldNorm: true });
  return {
    exact: groupedBy(names.map(({ code, squashed }) => [squashed, code])),
    words: groupedBy(names.flatMap(({ code, tokens }) => tokens.filter(isDistinctive).map((word) => [word, code]))),
    longest: Math.max(1, ...names.map(({ tokens }) => tokens.length)) + 2,
    names,
    byLength: groupedBy(names.map((name) => [name.squashed.length, name])),
    vocabulary: new Set(names.flatMap(({ tokens }) => tokens)),
    beginnings: new Set(names.flatMap(({ squashed }) => [1, 2, 3].map((length) => squashed.slice(0, length)))),
    fuse,
  };
}

function indexed(code: string, tokens: readonly string[]): IndexedName {
  const squashed = squash(tokens);
  return { code, tokens, squashed, letters: letters(squashed) };
}

/** "Department of Public Works" is also "public works"; a bare common word is no name. */
function variants(name: string): string[] {
  const words = wordsOf(name);
  const core = coreOf(words);
  const usable = core.length > 1 || (core[0] !== undefined && !COMMON_WORDS.has(core[0]));
  return distinct([words.join(" "), ...(usable ? [core.join(" ")] : [])]).filter((variant) => variant !== "");
}

const coreOf = (words: readonly string[]) => words.filter((word) => !GENERIC_NAME_WORDS.has(word));

const isDistinctive = (word: string) =>
  word.length >= 3 &&
  !NUMBER_WORDS.has(word) &&
  !GENERIC_NAME_WORDS.has(word) &&
  !COMMON_WORDS.has(word) &&
  !/^\d+$/.test(word);

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

function groupedBy<Key, Value>(pairs: readonly (readonly [Key, Value])[]): Map<Key, Set<Value>> {
  const groups = new Map<Key, Set<Value>>();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set<Value>()).add(value));
  return groups;
}

/** Whole names in the sentence, the longest first, never overlapping. */
export function exactMatches(sentence: Sentence, index: NameIndex): NameMatch[] {
  const begins = ({ norm }: Token) => index.beginnings.has(norm.slice(0, 3));
  return scan(windows(sentence, index.longest, begins), (words) => index.exact.get(squash(words)));
}

/** Parts of names with at least one word of their own: "toolkit" for "GARE Racial Equity Toolkit". */
export function partMatches(sentence: Sentence, index: NameIndex): NameMatch[] {
  const begins = ({ norm }: Token) => index.vocabulary.has(norm);
  return scan(windows(sentence, index.longest, begins), (words) =>
    words.some((word) => index.words.has(word)) ? containing(words, index) : undefined,
  );
}

function containing(words: readonly string[], index: NameIndex): Set<string> {
  const phrase = ` ${words.join(" ")} `;
  return new Set(index.names.filter(({ tokens }) => ` ${tokens.join(" ")} `.includes(phrase)).map(({ code }) => code));
}

/** Misspelt names. `skip` says which words cannot be one; "101" belongs to a name, any other number counts people. */
export function typoMatches(sentence: Sentence, index: NameIndex, skip: (token: Token) => boolean): NameMatch[] {
  if (sentence.free().every(skip)) return [];
  const begins = (token: Token) => token.kind === "word" && (!skip(token) || COMMON_WORDS.has(token.norm));
  return scan(windows(sentence, Math.min(index.longest, 5), begins), (words, tokens) => {
    const last = tokens.at(-1);
    const ends = last && (begins(last) || (last.kind === "number" && index.vocabulary.has(last.norm)));
    return ends && !tokens.every(skip) ? nearMisses(squash(words), index) : undefined;
  });
}

const digitsIn = (word: string) => word.replace(/\D/g, "");

/** Codes whose name is a slip of the keyboard away: one letter in four to seven, two in eight or more. */
function nearMisses(squashed: string, index: NameIndex): ReadonlySet<string> | undefined {
  const most = allowedSlips(squashed);
  if (most === 0) return undefined;
  const bits = letters(squashed);
  const digits = digitsIn(squashed);
  const lengths = Array.from({ length: 2 * most + 1 }, (_, at) => squashed.length - most + at);
  const close = lengths
    .flatMap((length) => [...(index.byLength.get(length) ?? [])])
    // Another number is another name: 201 is no slip for 101.
    .filter((name) => mayBeClose(name.letters, bits, most) && digitsIn(name.squashed) === digits)
    .map(({ code, squashed: name }) => ({ code, off: slips(name, squashed, most), most: allowedSlips(name) }))
    .filter((name) => name.off <= Math.min(most, name.most));
  const best = Math.min(...close.map(({ off }) => off));
  return new Set(close.filter(({ off }) => off === best).map(({ code }) => code));
}

/** The three names nearest to a text, for "did you mean …?". */
export function nearest(text: string, index: NameIndex): string[] {
  const said = squash(wordsOf(text)).slice(0, 32);
  const before = asked.get(index);
  if (before?.said === said) return before.near;
  const found = index.fuse.search(said).map(({ item }) => item.code);
  const near = distinct([...found, ...index.names.map(({ code }) => code)]).slice(0, 3);
  asked.set(index, { said, near });
  return near;
}

/** What was asked last: a long text that is no name is asked for again with each word less, and begins the same. */
const asked = new WeakMap<NameIndex, { said: string; near: string[] }>();

/** The one reading of a whole text: its exact name, else a part, else a typo. */
export function wholeMatch(text: string, index: NameIndex): ReadonlySet<string> {
  const words = wordsOf(text);
  const core = coreOf(words);
  const hit = index.exact.get(squash(words)) ?? index.exact.get(squash(core));
  if (hit) return hit;
  const parts = core.some((word) => index.words.has(word)) ? containing(core, index) : new Set<string>();
  return parts.size > 0 ? parts : (nearMisses(squash(core), index) ?? new Set());
}

type Lookup = (words: readonly string[], tokens: readonly Token[]) => ReadonlySet<string> | undefined;

function scan(candidates: Iterable<Token[]>, lookup: Lookup): NameMatch[] {
  const matches: NameMatch[] = [];
  const used = new Set<Token>();
  for (const tokens of candidates) {
    if (tokens.some((token) => used.has(token))) continue;
    const words = tokens.map((token) => token.norm).filter((word) => word !== "and");
    const codes = lookup(words, tokens);
    if (!codes || codes.size === 0) continue;
    for (const token of tokens) used.add(token);
    matches.push({ codes: [...codes], tokens });
  }
  return matches.sort((a, b) => startOf(a) - startOf(b));
}

/** Neighbouring words that begin as a name may, the longest first; none ends with "and". */
function* windows(sentence: Sentence, longest: number, begins: (token: Token) => boolean): Generator<Token[]> {
  const starts = stretchesOf(sentence).flatMap((stretch) =>
    stretch.flatMap((token, at) => (token.norm !== "and" && begins(token) ? [{ stretch, at }] : [])),
  );
  for (let length = longest; length >= 1; length -= 1) {
    for (const { stretch, at } of starts) {
      const last = stretch[at + length - 1];
      if (last && last.norm !== "and") yield stretch.slice(at, at + length);
    }
  }
}

export const startOf = (match: NameMatch): number => match.tokens[0]?.start ?? 0;
export const endOf = (match: NameMatch): number => match.tokens.at(-1)?.end ?? 0;

/** Stretches of free words and numbers without a comma, a line end or anything taken between them. */
function stretchesOf({ tokens, text }: Sentence): Token[][] {
  const stretches: Token[][] = [[]];
  let end = 0;
  for (const token of tokens) {
    const usable = !token.taken && (token.kind === "word" || token.kind === "number");
    if (!usable || /[,;:\n()]/.test(text.slice(end, token.start))) stretches.push([]);
    if (usable) stretches.at(-1)?.push(token);
    end = token.end;
  }
  return stretches;
}
