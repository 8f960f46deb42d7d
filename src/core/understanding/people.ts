import Fuse from "fuse.js";
import type { PersonName } from "../people/person.ts";
import { normal } from "./clean.ts";
import { slips } from "./distance.ts";
import { wordsOf } from "./names.ts";
import { NAMES_THAT_ARE_WORDS, NOISE } from "./noise.ts";
import { isOpen, type Sentence, type Stretch, type Token } from "./sentence.ts";

/** Somebody a sentence names: one person, several who could be meant, or nobody we know. */
export interface PersonMention extends Stretch {
  said: string;
  people: readonly PersonName[];
}

/** A word that could be somebody's name. */
export const mayBeName = (token: Token): boolean =>
  token.kind === "word" && /^\p{L}{2,}$/u.test(token.norm) && !NOISE.has(token.norm);

/** Words of the sentence that may be somebody's name: what the store is asked for before the fields look, at most 60. */
export function nameWords(sentence: Sentence, most = 60): string[] {
  const words = sentence.tokens.flatMap((token) => {
    if (token.kind === "mention") return [handleOf(token).toLowerCase(), ...wordsOf(handleOf(token))];
    if (token.kind === "email") return [token.norm];
    return mayBeName(token) || NAMES_THAT_ARE_WORDS.has(token.norm) ? [token.norm] : [];
  });
  return [...new Set(words.filter((word) => word.length >= 2))].slice(0, most);
}

/** `<@U1|ana>` is U1, and `<@…>` of Teams the id in it; `@ana` is ana. */
function handleOf(token: Token): string {
  const platform = /^<@([A-Za-z0-9-]+)(?:\|[^>]*)?>$/.exec(token.raw);
  return platform?.[1] ?? token.raw.replace(/^@/, "");
}

/** Everybody the sentence names. Their words are taken. */
export function peopleIn(sentence: Sentence, people: readonly PersonName[]): PersonMention[] {
  const addressed = sentence.free().filter((token) => token.kind === "mention" || token.kind === "email");
  const mentions = addressed.map((token) => takeAddress(sentence, token, people));
  const named = people.length === 0 ? [] : namesIn(sentence, people);
  return [...mentions, ...named].sort((a, b) => a.start - b.start);
}

function takeAddress(sentence: Sentence, token: Token, people: readonly PersonName[]): PersonMention {
  sentence.take(token.start, token.end);
  const meant =
    token.kind === "email"
      ? people.filter((person) => person.email.toLowerCase() === token.raw.toLowerCase())
      : byHandle(handleOf(token), people);
  return { said: token.raw, people: meant, start: token.start, end: token.end };
}

/** A platform id, an e-mail name, a full name run together, or a first or last name: the first that fits. */
function byHandle(handle: string, people: readonly PersonName[]): PersonName[] {
  const wanted = normal(handle).replace(/[._-]/g, "");
  const tests: ((person: PersonName) => boolean)[] = [
    (person) => person.handles.some((one) => one.toLowerCase() === handle.toLowerCase()),
    (person) => normal(person.email.split("@")[0] ?? "").replace(/[._-]/g, "") === wanted,
    (person) => wordsOf(person.name).join("") === wanted,
    (person) => wordsOf(person.name).includes(wanted),
    (person) => initialAndLast(person) === wanted,
  ];
  for (const test of tests) {
    const meant = people.filter(test);
    if (meant.length > 0) return meant;
  }
  return [];
}

/** "atorres" for Ana Torres. */
function initialAndLast(person: PersonName): string {
  const words = wordsOf(person.name);
  return `${words[0]?.[0] ?? ""}${words.at(-1) ?? ""}`;
}

/** Full names first, then single ones, then words like "may" that are a name beside another name. */
function namesIn(sentence: Sentence, people: readonly PersonName[]): PersonMention[] {
  const mentions: PersonMention[] = [];
  const look = (length: number, meantBy: (tokens: readonly Token[]) => PersonName[]) => {
    for (let at = 0; at + length <= sentence.tokens.length; at += 1) {
      const tokens = sentence.tokens.slice(at, at + length);
      const whole = tokens.every((token) => isOpen(token) && token.kind === "word") && !isHalf(sentence, tokens);
      const meant = whole ? meantBy(tokens) : [];
      if (meant.length > 0) mentions.push(taken(sentence, tokens, meant));
    }
  };
  for (const length of [4, 3, 2]) look(length, (tokens) => byFullName(sentence, tokens, people));
  for (const tokens of othersNames(sentence, people)) mentions.push(taken(sentence, tokens, []));
  look(1, ([token]) => (token && isNamedAlone(sentence, token) ? byOneName(token.norm, people) : []));
  look(1, ([token]) =>
    token && NAMES_THAT_ARE_WORDS.has(token.norm) && besideOne(sentence, token, mentions)
      ? byOneName(token.norm, people)
      : [],
  );
  return mentions;
}

const slipped = new WeakMap<Sentence, PersonMention[]>();

/** Whom the sentence names with a slip of the keyboard. */
export const slippedIn = (sentence: Sentence): readonly PersonMention[] => slipped.get(sentence) ?? [];

function taken(sentence: Sentence, tokens: readonly Token[], people: readonly PersonName[]): PersonMention {
  const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  sentence.take(start, end);
  const mention = { said: sentence.text.slice(start, end), people, start, end };
  const exact = people.some((person) =>
    tokens.every(({ norm }) => wordsOf(person.name).includes(norm) || wordsOf(person.name).join("").includes(norm)),
  );
  if (people.length > 0 && !exact) slipped.set(sentence, [...slippedIn(sentence), mention]);
  return mention;
}

function byFullName(sentence: Sentence, tokens: readonly Token[], people: readonly PersonName[]): PersonName[] {
  const said = tokens.map((token) => token.norm);
  const gaps = tokens.slice(1).map((token, at) => sentence.text.slice(tokens[at]?.end, token.start));
  if (gaps.some((gap) => !/^[ .'-]*$/.test(gap))) {
    const lastFirst = said.length === 2 && /^,\s*$/.test(gaps[0] ?? "");
    return lastFirst ? people.filter((person) => sameWords(wordsOf(person.name), [...said].reverse())) : [];
  }
  const exact = people.filter((person) => sameWords(wordsOf(person.name), said));
  if (exact.length > 0 || said.length > 3 || said.some((word) => NOISE.has(word))) return exact;
  return misspelt(said, people);
}

/** "Maria Delgado" of "Maria Delgado-Ruiz". */
const isHalf = ({ text }: Sentence, tokens: readonly Token[]): boolean =>
  /^-\p{L}/u.test(text.slice(tokens.at(-1)?.end)) || /\p{L}-$/u.test(text.slice(0, tokens[0]?.start));

/** "Thomas Xiong" is neither Thomas Gruber nor Tou Xiong, and "Delgado-Ruiz" neither Delgado nor Ruiz: nobody we know. */
function othersNames({ tokens, text }: Sentence, people: readonly PersonName[]): Token[][] {
  const names = people.map((person) => wordsOf(person.name));
  const firsts = new Set(names.map(([first]) => first));
  const lasts = new Set(names.flatMap(([, ...more]) => more));
  return tokens.slice(1).flatMap((last, at) => {
    const first = tokens[at];
    if (!first || !isNamePart(first) || !isNamePart(last)) return [];
    const gap = text.slice(first.end, last.start);
    const double = gap === "-" && lasts.has(first.norm) && lasts.has(last.norm);
    const mixed = gap === " " && firsts.has(first.norm) && (lasts.has(last.norm) || firsts.has(last.norm));
    return double || mixed ? [[first, last]] : [];
  });
}

const isNamePart = (token: Token) => isOpen(token) && mayBeName(token) && /^\p{Lu}/u.test(token.raw);

/** First and last name, with or without those between; the last name may come first. */
function sameWords(name: readonly string[], said: readonly string[]): boolean {
  const joined = said.join(" ");
  const [whole, first, last] = [name.join(" "), name[0] ?? "", name.at(-1) ?? ""];
  if (joined === whole || joined === `${first} ${last}` || joined === `${last} ${first}`) return true;
  return said.length > 1 && whole.startsWith(`${joined} `);
}

/** All parts right but one, which is a slip of the keyboard away. */
function misspelt(said: readonly string[], people: readonly PersonName[]): PersonName[] {
  return people.filter((person) => {
    const name = wordsOf(person.name);
    if (name.length !== said.length) return false;
    const off = said.flatMap((word, at) => (word === name[at] ? [] : [at]));
    const [at] = off;
    return off.length === 1 && at !== undefined && isSlip(said[at] ?? "", name[at] ?? "", at === 0);
  });
}

/**
 * A letter lost, doubled or swapped with its neighbour inside a word of five or more. Another letter in its place makes another
 * name (Pruitt, Pruett), and a first name with a letter more or less is somebody else's (Denise, Denis).
 */
function isSlip(said: string, name: string, first: boolean): boolean {
  const ends = said[0] === name[0] && said.at(-1) === name.at(-1);
  if (name.length < 5 || !ends || slips(name, said, 1) > 1) return false;
  const swapped = said.length === name.length;
  if (swapped) return [...said].sort().join("") === [...name].sort().join("");
  return !first;
}

/** A word that is also a name ("Will", "May") needs its capital letter, and something that makes it a name. */
function isNamedAlone(sentence: Sentence, token: Token): boolean {
  if (token.norm.length < 2) return false;
  if (!NAMES_THAT_ARE_WORDS.has(token.norm)) return !NOISE.has(token.norm);
  if (!/^\p{Lu}\p{Ll}/u.test(token.raw)) return false;
  const starts = /(?:^|[.!?\n]\s*)$/.test(sentence.text.slice(0, token.start));
  return (
    !starts ||
    /^\s*(?:,|&|\+|and\b|took\b|attended\b|completed\b|finished\b|did\b)/.test(sentence.text.slice(token.end))
  );
}

function besideOne({ text }: Sentence, token: Token, mentions: readonly PersonMention[]): boolean {
  const joint = /^\s*(?:,|&|\+|\/|and|y)\s*$/;
  return mentions.some(
    (mention) => joint.test(text.slice(token.end, mention.start)) || joint.test(text.slice(mention.end, token.start)),
  );
}

/** A first name, else any other part of a name. */
function byOneName(word: string, people: readonly PersonName[]): PersonName[] {
  const first = people.filter((person) => wordsOf(person.name)[0] === word);
  return first.length > 0 ? first : people.filter((person) => wordsOf(person.name).includes(word));
}

/** The three people nearest to what was said, for "did you mean …?". */
export function nearestPeople(said: string, people: readonly PersonName[]): PersonName[] {
  const names = people.map((person) => ({ person, name: normal(person.name) }));
  return new Fuse(names, { keys: ["name"], threshold: 0.6, ignoreLocation: true })
    .search(normal(said.replace(/^@/, "")).slice(0, 32))
    .slice(0, 3)
    .map(({ item }) => item.person);
}

/**
 * The keys by which names are stored and looked up: each word of a name, the parts of an e-mail address, and each word's
 * first three letters, so that a slip of the keyboard later in a name still finds it.
 */
export function nameKeys(texts: readonly string[]): string[] {
  const words = texts
    .flatMap((one) => [normal(one), ...wordsOf(one), ...wordsOf(one.split("@")[0] ?? "")])
    .filter((word) => word.length >= 2 && !/\s/.test(word));
  return [...new Set(words.flatMap((word) => (word.length > 3 ? [word, `${word.slice(0, 3)}*`] : [word])))];
}
