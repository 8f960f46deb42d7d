import Fuse from "fuse.js";
import { normal } from "./clean.ts";
import { COMMON_WORDS, GENERIC_NAME_WORDS } from "./lexicon.ts";
import type { Sentence, Token } from "./sentence.ts";

/** Finds things known by several names: departments by code, name and nickname; courses by code, title and alias. */
export interface NameIndex {
  exact: ReadonlyMap<string, ReadonlySet<string>>;
  /** A word that only some names have, with whose names they are. */
  words: ReadonlyMap<string, ReadonlySet<string>>;
  names: readonly IndexedName[];
  longest: number;
  fuse: Fuse<IndexedName>;
}

interface IndexedName {
  code: string;
  tokens: readonly string[];
  squashed: string;
}

export interface NameMatch {
  codes: readonly string[];
  /** The matched words, a slice of the sentence's tokens. */
  tokens: readonly Token[];
  /** How it was found: the stronger first. */
  by: "exact" | "part" | "typo";
}

export function wordsOf(name: string): string[] {
  return (normal(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== "and");
}

const squash = (words: readonly string[]) => words.join("");

export function nameIndex(entries: readonly { code: string; names: readonly string[] }[]): NameIndex {
  const names: IndexedName[] = entries.flatMap(({ code, names: all }) =>
    distinct(all.flatMap(variants)).map((tokens) => ({
      code,
      tokens: tokens.split(" "),
      squashed: tokens.replaceAll(" ", ""),
    })),
  );
  const exact = groupCodes(names.map(({ code, squashed }) => [squashed, code]));
  const words = groupCodes(
    names.flatMap(({ code, tokens }) => tokens.filter(isDistinctive).map((word) => [word, code] as const)),
  );
  const longest = Math.max(1, ...names.map(({ tokens }) => tokens.length)) + 2;
  const fuse = new Fuse(names, {
    keys: ["squashed"],
    includeScore: true,
    threshold: 0.4,
    distance: 0,
    ignoreFieldNorm: true,
  });
  return { exact, words, names, longest, fuse };
}

/** "Department of Public Works" is also "public works"; a bare common word is no name. */
function variants(name: string): string[] {
  const words = wordsOf(name);
  const core = words.filter((word) => !GENERIC_NAME_WORDS.has(word));
  const usable = core.length > 1 || (core[0] !== undefined && !COMMON_WORDS.has(core[0]));
  return distinct([words.join(" "), ...(usable ? [core.join(" ")] : [])]).filter((variant) => variant !== "");
}

const isDistinctive = (word: string) =>
  word.length >= 3 && !GENERIC_NAME_WORDS.has(word) && !COMMON_WORDS.has(word) && !/^\d+$/.test(word);

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function groupCodes(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, code] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(code));
  return groups;
}

/** Whole names in the sentence, the longest first, never overlapping. */
export function exactMatches(sentence: Sentence, index: NameIndex): NameMatch[] {
  return scan(sentence, index.longest, "exact", (words) => index.exact.get(squash(words)));
}

/** Parts of names with at least one word of their own: "toolkit" for "GARE Racial Equity Toolkit". */
export function partMatches(sentence: Sentence, index: NameIndex): NameMatch[] {
  return scan(sentence, index.longest, "part", (words) => {
    if (!words.some((word) => index.words.has(word))) return undefined;
    const phrase = ` ${words.join(" ")} `;
    return new Set(
      index.names.filter(({ tokens }) => ` ${tokens.join(" ")} `.includes(phrase)).map(({ code }) => code),
    );
  });
}

/** Misspelt names. `skip` says which words cannot be one. */
export function typoMatches(sentence: Sentence, index: NameIndex, skip: (token: Token) => boolean): NameMatch[] {
  return scan(sentence, Math.min(index.longest, 5), "typo", (words, tokens) => {
    if (tokens.every(skip) || tokens[0] === undefined || skip(tokens[0])) return undefined;
    return nearMisses(squash(words), index);
  });
}

/** Codes whose name is a slip of the keyboard away: one letter in four to six, two in seven or more. */
export function nearMisses(squashed: string, index: NameIndex): ReadonlySet<string> | undefined {
  if (squashed.length < 4) return undefined;
  const slips = squashed.length < 7 ? 1 : 2;
  const close = index.fuse
    .search(squashed)
    .filter(
      ({ item, score }) =>
        Math.abs(item.squashed.length - squashed.length) <= slips && errors(score, squashed) <= slips,
    );
  const best = Math.min(...close.map(({ score }) => errors(score, squashed)));
  return new Set(close.filter(({ score }) => errors(score, squashed) <= best).map(({ item }) => item.code));
}

const errors = (score: number | undefined, pattern: string) => Math.round((score ?? 1) * pattern.length);

/** The three names nearest to a text, for "did you mean …?". */
export function nearest(text: string, index: NameIndex): string[] {
  const squashed = squash(wordsOf(text));
  const near = new Fuse([...index.names], {
    keys: ["squashed"],
    threshold: 0.7,
    ignoreLocation: true,
    ignoreFieldNorm: true,
  })
    .search(squashed.slice(0, 32))
    .map(({ item }) => item.code);
  return distinct([...near, ...index.names.map(({ code }) => code)]).slice(0, 3);
}

/** The one reading of a whole text: its exact name, else a part, else a typo. */
export function wholeMatch(text: string, index: NameIndex): ReadonlySet<string> {
  const words = wordsOf(text);
  const core = words.filter((word) => !GENERIC_NAME_WORDS.has(word));
  const hit = index.exact.get(squash(words)) ?? index.exact.get(squash(core));
  if (hit) return hit;
  const phrase = ` ${core.join(" ")} `;
  const parts = core.some((word) => index.words.has(word))
    ? index.names.filter(({ tokens }) => ` ${tokens.join(" ")} `.includes(phrase)).map(({ code }) => code)
    : [];
  if (parts.length > 0) return new Set(parts);
  return nearMisses(squash(core), index) ?? new Set();
}

type Lookup = (words: readonly string[], tokens: readonly Token[]) => ReadonlySet<string> | undefined;

function scan(sentence: Sentence, longest: number, by: NameMatch["by"], lookup: Lookup): NameMatch[] {
  const matches: NameMatch[] = [];
  const used = new Set<Token>();
  for (let length = longest; length >= 1; length -= 1) {
    for (const tokens of windows(sentence, length)) {
      if (tokens.some((token) => used.has(token))) continue;
      const codes = lookup(
        tokens.map((token) => token.norm).filter((word) => word !== "and"),
        tokens,
      );
      if (!codes || codes.size === 0) continue;
      for (const token of tokens) used.add(token);
      matches.push({ codes: [...codes], tokens, by });
    }
  }
  return matches.sort((a, b) => (a.tokens[0]?.start ?? 0) - (b.tokens[0]?.start ?? 0));
}

/** Runs of free words and numbers of that length, not reaching over a comma, a line or "and" at either end. */
function* windows(sentence: Sentence, length: number): Generator<Token[]> {
  for (let start = 0; start + length <= sentence.tokens.length; start += 1) {
    const tokens = sentence.tokens.slice(start, start + length);
    if (
      tokens.some(
        (token) => token.taken || token.kind === "mention" || token.kind === "email" || token.kind === "record",
      )
    )
      continue;
    if (tokens[0]?.norm === "and" || tokens.at(-1)?.norm === "and") continue;
    const gaps = tokens.slice(1).map((token, position) => sentence.text.slice(tokens[position]?.end, token.start));
    if (gaps.some((gap) => /[,;:\n()]/.test(gap))) continue;
    yield tokens;
  }
}
