import type { Command } from "../command/command.ts";
import { sameLength } from "./clean.ts";
import { followsCount } from "./counts.ts";
import { slips } from "./distance.ts";
import { isHarmless, isHarmlessAnywhere, isThing } from "./harmless.ts";
import { HARMLESS_PHRASES, NO_CONTRACTORS, POLITE, POLITE_REPORT } from "./judge-words.ts";
import { COUNTED } from "./lexicon.ts";
import { otherNumbersIn } from "./other-numbers.ts";
import type { Sentence, Stretch, Token } from "./sentence.ts";

/**
 * The words of a sentence that nothing used: no field took them, they are no part of the command's verb and noun, and they
 * are not known to be harmless. Neighbours are given as one phrase, as typed.
 */
export function leftOverIn(sentence: Sentence, command: Command, used: Used): string[] {
  const session = !command.writes || command.cues?.tells === "past";
  const harmless = session ? isHarmless : isHarmlessAnywhere;
  // A year that is no part of a day was said for something.
  const aside = otherNumbersIn(sentence).filter(({ raw }) => !session || /^(?:19|20)\d{2}$/.test(raw));
  const unused = [...sentence.free(), ...aside];
  const open = unused
    .sort((a, b) => a.start - b.start)
    .filter((token) => token.kind !== "word" || !isHarmlessHere(token, sentence, harmless));
  if (open.length === 0) return [];
  const text = sameLength(sentence.text);
  const polite = command.cues?.tells === "past" ? POLITE_REPORT : POLITE;
  const known = [polite, HARMLESS_PHRASES, ...("contractors" in command.fields ? [NO_CONTRACTORS] : [])];
  const phrases = known.flatMap((pattern) => spansOf(text, pattern));
  const own = ownWordsOf(command);
  const spans = (command.cues?.patterns ?? []).flatMap(([pattern]) => spansOf(text.replaceAll("'", " "), pattern));
  const around = new Set([...used.around, ...used.names]);
  const left = open.filter(
    (token) =>
      !inside(token, phrases) &&
      !around.has(token.norm) &&
      !isMisspelt(token.norm, used.names) &&
      !own.name.has(token.norm) &&
      !own.isMisspelt(token.norm) &&
      !(inside(token, spans) && own.says(token.norm)),
  );
  return phrasesOf(left, sentence.text);
}

/** Of what a question left over, the words that may have meant another scope: a day, a place, whose. */
export function unusedInScope(leftOver: readonly string[]): string[] {
  return leftOver.filter((words) =>
    words
      .toLowerCase()
      .split(/[\s-]+/)
      .some((word) => !ASKING.has(word)),
  );
}

const ASKING = new Set(
  "what whats what's how how's hows when why who who's which should would could can show give list see tell look find get still due any far up yet open owe need me so now currently ever items departments".split(
    " ",
  ),
);

/** Words that stand around values, and those of the names that were found. */
export interface Used {
  around: readonly string[];
  names: readonly string[];
}

/** "by" is harmless before somebody, and a limit before a day. */
const LIMITS = new RegExp(
  `^\\s*(?:the )?(?:\\d+(?! (?:${COUNTED})\\b)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w*|now|then|next|last|end)\\b`,
  "i",
);

/** Things one may speak of, but not count as people: "12 records". */
const UNITS = new Set(
  "record records entry entries name names list sheet sheets session sessions class classes course courses training trainings event events workshop workshops program programs department bureau unit group office room item statement file policy decision meeting".split(
    " ",
  ),
);

/** Right after a number, or after a word between: "12 new records". */
function isCounted(token: Token, tokens: readonly Token[]): boolean {
  const at = tokens.indexOf(token);
  const [one, two] = [tokens[at - 1], tokens[at - 2]];
  return one?.kind === "number" || (two?.kind === "number" && /^(?:new|more|different|other)$/.test(one?.norm ?? ""));
}

/** What joins or adds, before what a field took. */
const JOINS = new Set("plus including incl w n both con incluyendo".split(" "));

/** What somebody is, before their name: "Officer Kayla Stromberg". */
const RANKS = new Set(
  "officer captain chief lieutenant sergeant director deputy commissioner manager supervisor".split(" "),
);

function isHarmlessHere(token: Token, sentence: Sentence, harmless: (norm: string) => boolean): boolean {
  const { text, tokens } = sentence;
  if (JOINS.has(token.norm))
    return tokens.slice(tokens.indexOf(token) + 1).find(({ norm, taken }) => taken || !harmless(norm))?.taken === true;
  if (RANKS.has(token.norm) && tokens[tokens.indexOf(token) + 1]?.taken === true) return true;
  if (UNITS.has(token.norm) && isCounted(token, tokens)) return false;
  if (isThing(token.norm) && followsCount(token, sentence)) return false;
  if (token.norm === "by") return !LIMITS.test(text.slice(token.end));
  return harmless(token.norm) || !/[\p{L}\p{N}]/u.test(token.raw);
}

function spansOf(text: string, pattern: RegExp): Stretch[] {
  const all = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  return [...text.matchAll(all)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** "implict bias", "EO complience": a misspelt word of what was found. */
const isMisspelt = (word: string, names: readonly string[]) =>
  word.length >= 5 && names.some((one) => one.length >= 5 && slips(one, word, 1) <= 1);

const inside = (token: Token, spans: readonly Stretch[]) =>
  spans.some(({ start, end }) => token.start >= start && token.end <= end);

interface OwnWords {
  name: ReadonlySet<string>;
  isMisspelt(word: string): boolean;
  says(word: string): boolean;
}

const remembered = new WeakMap<Command, OwnWords>();

/** A command's verb and noun: the words of its name, and those its cues are made of. */
function ownWordsOf(command: Command): OwnWords {
  const before = remembered.get(command);
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
  remembered.set(command, own);
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
