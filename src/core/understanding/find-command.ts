import Fuse from "fuse.js";
import type { Catalog } from "../catalog/catalog.ts";
import type { Command } from "../command/command.ts";
import type { Input } from "../request/request.ts";
import { normal } from "./clean.ts";
import { slips } from "./distance.ts";
import { isHarmless } from "./harmless.ts";
import { DATE_WORDS } from "./lexicon.ts";
import { exactMatches, partMatches, typoMatches } from "./names.ts";
import { FILLER, isEveryday } from "./noise.ts";
import { createSentence, type Sentence } from "./sentence.ts";

export interface FoundCommand {
  command: Command;
  /** The text without the command's name. */
  rest: string;
  /** It was asked for by its name, or after a slash. */
  named: boolean;
}

/** Enough cues to believe that a sentence asks for a command. */
const ENOUGH = 2;

/** Which command a text asks for; nothing when no command fits. */
export function findCommand(
  commands: readonly Command[],
  input: Input & { kind: "text" },
  catalog: Catalog,
): FoundCommand | undefined {
  const { root, text } = addressed(commands, input);
  const named = byName(commands, root, text, sameWord);
  if (named) return named;
  const best = byCues(
    root ? commands.filter((command) => command.everywhere || inRoot(command, root)) : commands,
    text,
    catalog,
  );
  if (best) return { command: best, rest: text, named: false };
  const misspelt = byName(commands, root, text, nearlySameWord);
  if (misspelt) return misspelt;
  const standard = root && commands.find((command) => inRoot(command, root) && command.rootDefault);
  return standard ? { command: standard, rest: text, named: true } : undefined;
}

/** Off with the bot's own name; `/training …` typed as text is the same as the slash command. */
function addressed(commands: readonly Command[], { root, text }: Input & { kind: "text" }) {
  const plain = text.replace(/^@?equity assistant[\s,:]*/i, "");
  const slash = /^\/([a-z]+)\b\s*/i.exec(plain);
  const typed = slash?.[1]?.toLowerCase();
  const known = typed === "equity" || commands.some((command) => typed && inRoot(command, typed));
  const meant = known && typed ? typed : root;
  const rest = known && slash ? plain.slice(slash[0].length) : plain.replace(/^equity\s+(?=\S)/i, "");
  return { root: meant === "equity" ? undefined : meant, text: rest };
}

const inRoot = (command: Command, root: string) => command.name === root || command.name.startsWith(`${root} `);

type SameWord = (typed: string, wanted: string) => boolean;
const sameWord: SameWord = (typed, wanted) => typed === wanted;
const nearlySameWord: SameWord = (typed, wanted) =>
  typed === wanted ||
  (wanted.length >= 3 && typed.length >= 3 && slips(typed, wanted, 1) <= 1 && sameLetters(typed, wanted));

/** A short word is misspelt only when its letters are swapped: "fxi" is fix, "six" is not. */
const sameLetters = (typed: string, wanted: string) =>
  wanted.length > 3 || [...typed].sort().join("") === [...wanted].sort().join("");

/** The longest command name the text begins with: "training log …", or "log …" after `/training`. */
function byName(
  commands: readonly Command[],
  root: string | undefined,
  text: string,
  same: SameWord,
): FoundCommand | undefined {
  if (!/^\s*\p{L}/u.test(text)) return undefined;
  const words = [...text.slice(0, LONGEST_NAME).matchAll(/[\p{L}-]+/gu)];
  const hits = commands.flatMap((command) =>
    namesOf(command, root).flatMap((name) => startsWith(command, name.split(" "), words, text, same)),
  );
  const bare = root ? [] : commands.filter((command) => command.rootDefault && command.name.includes(" "));
  const roots = bare
    .flatMap((command) => startsWith(command, [command.name.split(" ")[0] ?? ""], words, text, same))
    .filter(({ rest }) => rest === "");
  return [...hits, ...roots].sort((a, b) => a.rest.length - b.rest.length)[0];
}

const LONGEST_NAME = 60;

function namesOf({ name }: Command, root: string | undefined): string[] {
  return root !== undefined && name.startsWith(`${root} `) ? [name, name.slice(root.length + 1)] : [name];
}

function startsWith(
  command: Command,
  wanted: readonly string[],
  typed: readonly RegExpMatchArray[],
  text: string,
  same: SameWord,
): FoundCommand[] {
  const last = typed[wanted.length - 1];
  if (!last || !wanted.every((word, at) => same((typed[at]?.[0] ?? "").toLowerCase(), word))) return [];
  const after = text.slice((last.index ?? 0) + last[0].length);
  if (after !== "" && !/^[\s:,?!.]/.test(after)) return [];
  const rest = after.replace(/^[\s:,]+/, "");
  return takesValues(command) || saysNothingMore(rest) ? [{ command, rest, named: true }] : [];
}

/** "me and 4 others took …" begins with a command's name, but that command takes no values. */
const takesValues = (command: Command) => Object.keys(command.fields).length > 0;
const saysNothingMore = (rest: string) => createSentence(rest).tokens.every((token) => FILLER.has(token.norm));

function byCues(commands: readonly Command[], text: string, catalog: Catalog): Command | undefined {
  const said = normal(text.replace(/'/g, " "));
  const scored = commands.map((command) => ({ command, score: scoreOf(command, said) }));
  const course = scored.find(({ command }) => command.cues?.tells === "past" && "course" in command.fields);
  if (course) course.score += courseScore(text, catalog);
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best && best.score >= ENOUGH ? best.command : undefined;
}

const scoreOf = (command: Command, said: string) =>
  (command.cues?.patterns ?? []).reduce((sum, [pattern, weight]) => (pattern.test(said) ? sum + weight : sum), 0);

/** What makes an entry of a course's name alone: somebody, a number or a day beside it. */
const BESIDE = new Set([...DATE_WORDS, "me", "myself", "yo", "today", "tonight", "yesterday", "yday"]);

function courseScore(text: string, catalog: Catalog): number {
  const sentence = createSentence(text);
  takeMeasures(sentence, catalog);
  const exact = exactMatches(sentence, catalog.courseNames);
  const matches = exact.length > 0 ? exact : partMatches(sentence, catalog.courseNames);
  const near = matches.length > 0 ? matches : typoMatches(sentence, catalog.courseNames, isEveryday);
  if (near.length === 0) return 0;
  const others = sentence.tokens.filter((token) => !near.some(({ tokens }) => tokens.includes(token)));
  const named = others.length > 0 && others.every(({ raw, norm }) => /^\p{Lu}/u.test(raw) || norm === "and");
  return named || others.some((token) => token.kind !== "word" || BESIDE.has(token.norm)) ? 2 : 1;
}

/** In "a DEI community engagement opportunity" DEI is part of what a measure counts, and no course. */
function takeMeasures(sentence: Sentence, { courseNames, measureNames }: Catalog): void {
  const courses = exactMatches(sentence, courseNames);
  for (const { tokens } of exactMatches(sentence, measureNames)) {
    const more = tokens.filter((token) => !courses.some((course) => course.tokens.includes(token)));
    if (more.some(({ norm }) => !isHarmless(norm))) for (const { start, end } of tokens) sentence.take(start, end);
  }
}

/** The three commands nearest to what was typed, for someone whose words were not understood. */
export function nearestCommands(commands: readonly Command[], text: string): Command[] {
  const listed = commands.filter((command) => !command.internal);
  const fuse = new Fuse(listed, { keys: ["name", "summary", "examples"], threshold: 0.6, ignoreLocation: true });
  const near = fuse.search(normal(text).slice(0, 60) || " ").map(({ item }) => item);
  return [...new Set([...near, ...listed])].slice(0, 3);
}
