import type { Command } from "../command/command.ts";
import type { Context } from "../command/field.ts";
import { sameLength } from "./clean.ts";
import { slips } from "./distance.ts";
import { isHarmless } from "./harmless.ts";
import { HARMLESS_PHRASES, POLITE } from "./judge-words.ts";
import type { NameIndex } from "./names.ts";
import type { Sentence, Stretch, Token } from "./sentence.ts";

/**
 * The words of a sentence that nothing used: no field took them, they are no part of the command's verb and noun, and they
 * are not known to be harmless. Neighbours are given as one phrase, as typed.
 */
export function leftOverIn(
  sentence: Sentence,
  command: Command,
  used: readonly string[],
  { catalog }: Context,
): string[] {
  const open = sentence.free().filter((token) => token.kind !== "word" || !isHarmlessHere(token, sentence));
  if (open.length === 0) return [];
  const text = sameLength(sentence.text);
  const phrases = [POLITE, HARMLESS_PHRASES].flatMap((pattern) => spansOf(text, pattern));
  const own = ownWordsOf(command);
  const spans = (command.cues?.patterns ?? []).flatMap(([pattern]) => spansOf(text.replaceAll("'", " "), pattern));
  const around = new Set(used);
  const left = open.filter(
    (token) =>
      !inside(token, phrases) &&
      !around.has(token.norm) &&
      !own.name.has(token.norm) &&
      !own.isMisspelt(token.norm) &&
      !(inside(token, spans) && own.says(token.norm)) &&
      !isPartOfName(token, sentence, [catalog.courseNames, catalog.departmentNames]),
  );
  return phrasesOf(left, sentence.text);
}

/** "by" is harmless before somebody, and a limit before a day. */
const LIMITS =
  /^\s*(?:the )?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|now|then|next|last|end)\b/i;

/** What joins or adds, before what a field took. */
const JOINS = new Set("plus including incl w n both con incluyendo".split(" "));

function isHarmlessHere(token: Token, { text, tokens }: Sentence): boolean {
  if (JOINS.has(token.norm))
    return (
      tokens.slice(tokens.indexOf(token) + 1).find(({ norm, taken }) => taken || !isHarmless(norm))?.taken === true
    );
  if (token.norm === "by") return !LIMITS.test(text.slice(token.end));
  return isHarmless(token.norm) || !/[\p{L}\p{N}]/u.test(token.raw);
}

function spansOf(text: string, pattern: RegExp): Stretch[] {
  const all = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  return [...text.matchAll(all)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** "implict bias", "EO complience": beside what was found, a misspelt word of the same names. */
function isPartOfName(token: Token, { tokens }: Sentence, indexes: readonly NameIndex[]): boolean {
  const at = tokens.indexOf(token);
  const beside = [tokens[at - 1], tokens[at + 1]].some((one) => one?.taken && one.kind === "word");
  if (!beside || token.norm.length < 5) return false;
  return indexes.some(({ vocabulary }) =>
    [...vocabulary].some((word) => word.length >= 5 && slips(word, token.norm, 1) <= 1),
  );
}

const inside = (token: Token, spans: readonly Stretch[]) =>
  spans.some(({ start, end }) => token.start >= start && token.end <= end);

interface OwnWords {
  name: ReadonlySet<string>;
  isMisspelt(word: string): boolean;
  says(word: string): boolean;
}

const known = new WeakMap<Command, OwnWords>();

/** A command's verb and noun: the words of its name, and those its cues are made of. */
function ownWordsOf(command: Command): OwnWords {
  const before = known.get(command);
  if (before) return before;
  const literals = (command.cues?.patterns ?? []).flatMap(([pattern]) => literalsIn(pattern.source));
  const whole = new Set(literals);
  const stems = [...whole].filter((word) => word.length >= 4);
  const name = command.name.split(" ").flatMap((word) => [word, `${word}s`]);
  const own: OwnWords = {
    name: new Set(name),
    isMisspelt: (word) => word.length >= 5 && name.some((one) => one.length >= 5 && slips(one, word, 1) <= 1),
    says: (word) => whole.has(word) || stems.some((stem) => word.startsWith(stem) && word.length <= stem.length + 3),
  };
  known.set(command, own);
  return own;
}

/** The words a pattern spells out; what it must not stand beside is none of them. */
function literalsIn(source: string): string[] {
  const plain = source
    .replace(/\(\?<?!(?:[^()]|\([^()]*\))*\)/g, " ")
    .replace(/\\[a-zA-Z](?:\{[^}]*\})?|\[[^\]]*\][?+*]?|\(\?<?[:=]?/g, " ");
  return plain.match(/[a-z]{2,}/g) ?? [];
}

/** Neighbours with nothing but harmless words between them are one phrase. */
function phrasesOf(tokens: readonly Token[], text: string): string[] {
  const phrases: Stretch[] = [];
  for (const token of tokens) {
    const last = phrases.at(-1);
    if (last && /^[\s-]*$/.test(text.slice(last.end, token.start))) last.end = token.end;
    else phrases.push({ start: token.start, end: token.end });
  }
  return phrases.map(({ start, end }) => text.slice(start, end));
}
