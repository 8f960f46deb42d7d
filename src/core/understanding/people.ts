import Fuse from "fuse.js";
import type { PersonName } from "../person.ts";
import { normal } from "./clean.ts";
import { NOISE } from "./lexicon.ts";
import { wordsOf } from "./names.ts";
import type { Sentence, Token } from "./sentence.ts";

/** Somebody a sentence names: one person, several who could be meant, or nobody we know. */
export interface PersonMention {
  said: string;
  people: readonly PersonName[];
  start: number;
  end: number;
}

const WORDS_AND_NAMES = new Set([
  "will",
  "mark",
  "may",
  "april",
  "june",
  "grace",
  "rose",
  "bill",
  "art",
  "sue",
  "drew",
  "frank",
  "rich",
  "pat",
  "chase",
  "hope",
  "faith",
  "joy",
  "dean",
  "grant",
  "page",
  "lane",
  "reed",
  "wade",
  "ward",
  "hall",
  "park",
  "parks",
  "young",
  "long",
  "best",
  "day",
  "price",
  "case",
  "law",
  "cook",
  "king",
  "fields",
  "rivers",
  "bush",
  "wood",
  "woods",
  "stone",
  "church",
  "lee",
  "an",
  "my",
  "so",
  "do",
  "in",
  "kim",
  "jan",
  "august",
  "summer",
  "autumn",
  "dawn",
  "eve",
  "ray",
  "gene",
  "major",
  "police",
  "banks",
  "bell",
  "green",
  "brown",
  "white",
  "black",
  "gray",
]);

/** Words of the sentence that may be somebody's name: what the store is asked for before the fields look. */
export function nameWords(sentence: Sentence): string[] {
  const words = sentence.tokens.flatMap((token) => {
    if (token.kind === "mention") return [handleOf(token).toLowerCase(), ...wordsOf(handleOf(token))];
    if (token.kind === "email") return [token.norm];
    return token.kind === "word" && /^\p{L}{2,}$/u.test(token.norm) && !NOISE.has(token.norm) ? [token.norm] : [];
  });
  return [...new Set(words.filter((word) => word.length >= 2))].slice(0, 60);
}

/** `<@U1|ana>` is U1; `@ana` is ana. */
export function handleOf(token: Token): string {
  const slack = /^<@([A-Za-z0-9]+)(?:\|[^>]*)?>$/.exec(token.raw);
  return slack?.[1] ?? token.raw.replace(/^@/, "");
}

/** Everybody the sentence names. Their words are taken. */
export function peopleIn(sentence: Sentence, people: readonly PersonName[]): PersonMention[] {
  const addressed = sentence.free().filter((token) => token.kind === "mention" || token.kind === "email");
  const mentions = addressed.map((token) => takeMention(sentence, token, people));
  return [...mentions, ...namesIn(sentence, people)].sort((a, b) => a.start - b.start);
}

function takeMention(sentence: Sentence, token: Token, people: readonly PersonName[]): PersonMention {
  sentence.take(token.start, token.end);
  const meant =
    token.kind === "email"
      ? people.filter((person) => person.email.toLowerCase() === token.raw.toLowerCase())
      : byHandle(handleOf(token), people);
  return { said: token.raw, people: meant, start: token.start, end: token.end };
}

/** A platform id, an e-mail name, a full name run together, or a first or last name: the first that fits. */
export function byHandle(handle: string, people: readonly PersonName[]): PersonName[] {
  const wanted = normal(handle).replace(/[._-]/g, "");
  const tests: ((person: PersonName) => boolean)[] = [
    (person) => person.handles.some((one) => one.toLowerCase() === handle.toLowerCase()),
    (person) => normal(person.email.split("@")[0] ?? "").replace(/[._-]/g, "") === wanted,
    (person) => wordsOf(person.name).join("") === wanted,
    (person) => wordsOf(person.name).includes(wanted),
    (person) => initials(person) === wanted,
  ];
  for (const test of tests) {
    const meant = people.filter(test);
    if (meant.length > 0) return meant;
  }
  return [];
}

/** "atorres" for Ana Torres. */
function initials(person: PersonName): string {
  const words = wordsOf(person.name);
  return `${words[0]?.[0] ?? ""}${words.at(-1) ?? ""}`;
}

function namesIn(sentence: Sentence, people: readonly PersonName[]): PersonMention[] {
  const mentions: PersonMention[] = [];
  for (let length = 4; length >= 1; length -= 1) {
    for (let at = 0; at + length <= sentence.tokens.length; at += 1) {
      const tokens = sentence.tokens.slice(at, at + length);
      if (tokens.some((token) => token.taken || token.kind !== "word") || broken(sentence, tokens)) continue;
      const meant = length === 1 ? bySingleName(tokens[0], people) : byFullName(tokens, people);
      const [first, last] = [tokens[0], tokens.at(-1)];
      if (meant.length === 0 || !first || !last) continue;
      sentence.take(first.start, last.end);
      mentions.push({
        said: sentence.text.slice(first.start, last.end),
        people: meant,
        start: first.start,
        end: last.end,
      });
    }
  }
  return mentions;
}

const broken = (sentence: Sentence, tokens: readonly Token[]) =>
  tokens.slice(1).some((token, at) => !/^[\s.'-]*$/.test(sentence.text.slice(tokens[at]?.end, token.start)));

function byFullName(tokens: readonly Token[], people: readonly PersonName[]): PersonName[] {
  const said = tokens.map((token) => token.norm.replace(/s$/, ""));
  const exact = people.filter((person) =>
    sameWords(
      wordsOf(person.name),
      tokens.map((token) => token.norm),
    ),
  );
  if (exact.length > 0) return exact;
  if (tokens.some((token) => NOISE.has(token.norm)) || tokens.length > 3) return [];
  return typoOf(
    said.join(""),
    people.filter((person) =>
      wordsOf(person.name).some((word) => word.replace(/s$/, "") === said[0] || word.replace(/s$/, "") === said.at(-1)),
    ),
  );
}

/** First and last name, with or without those between; the last name may come first. */
function sameWords(name: readonly string[], said: readonly string[]): boolean {
  const joined = said.join(" ");
  const [first, last] = [name[0] ?? "", name.at(-1) ?? ""];
  return (
    joined === name.join(" ") ||
    joined === `${first} ${last}` ||
    joined === `${last} ${first}` ||
    (said.length > 1 && name.join(" ").startsWith(`${joined} `))
  );
}

function typoOf(squashed: string, people: readonly PersonName[]): PersonName[] {
  if (squashed.length < 6) return [];
  const names = people.map((person) => ({ person, squashed: wordsOf(person.name).join("") }));
  return new Fuse(names, { keys: ["squashed"], includeScore: true, threshold: 0.3, distance: 0, ignoreFieldNorm: true })
    .search(squashed.slice(0, 32))
    .filter(
      ({ item, score }) =>
        Math.round((score ?? 1) * squashed.length) <= 2 && Math.abs(item.squashed.length - squashed.length) <= 2,
    )
    .map(({ item }) => item.person);
}

/** A first or last name alone. Words that are also names ("Will", "May") only with a capital letter. */
function bySingleName(token: Token | undefined, people: readonly PersonName[]): PersonName[] {
  if (!token || token.norm.length < 2) return [];
  if (NOISE.has(token.norm) && !WORDS_AND_NAMES.has(token.norm)) return [];
  if (WORDS_AND_NAMES.has(token.norm) && !/^\p{Lu}\p{Ll}/u.test(token.raw)) return [];
  const word = token.norm;
  const first = people.filter((person) => wordsOf(person.name)[0] === word);
  return first.length > 0 ? first : people.filter((person) => wordsOf(person.name).slice(1).includes(word));
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
