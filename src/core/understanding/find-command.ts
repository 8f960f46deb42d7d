import Fuse from "fuse.js";
import type { Catalog } from "../catalog.ts";
import type { Command } from "../command.ts";
import type { Input } from "../request.ts";
import { normal } from "./clean.ts";
import { exactMatches, partMatches } from "./names.ts";
import { createSentence } from "./sentence.ts";

export interface FoundCommand {
  command: Command;
  /** The text without the command's name. */
  rest: string;
  /** Typed by name, meant by the slash command's root, or recognised by its words. */
  by: "name" | "root" | "cues";
}

/** Enough cues to believe that a sentence asks for a command. */
const ENOUGH = 2;

/** Which command a text asks for; nothing when no command fits. */
export function findCommand(
  commands: readonly Command[],
  input: Input & { kind: "text" },
  catalog: Catalog,
): FoundCommand | undefined {
  const root = input.root === undefined || input.root === "equity" ? undefined : input.root;
  const named = byName(commands, root, input.text);
  if (named) return named;
  const best = byCues(root ? commands.filter((command) => inRoot(command, root)) : commands, input.text, catalog);
  if (best) return { command: best, rest: input.text, by: "cues" };
  const standard = root && commands.find((command) => inRoot(command, root) && command.rootDefault);
  return standard ? { command: standard, rest: input.text, by: "root" } : undefined;
}

const inRoot = (command: Command, root: string) => command.name === root || command.name.startsWith(`${root} `);

/** The longest command name the text begins with: "training log …", or "log …" after `/training`. */
function byName(commands: readonly Command[], root: string | undefined, text: string): FoundCommand | undefined {
  const typed = text.replace(/^\/?(?:equity\s+)?/i, "");
  const hits = commands.flatMap((command) => {
    const names =
      root && inRoot(command, root) ? [command.name, command.name.slice(root.length).trim()] : [command.name];
    return names.flatMap((name) => startsWith(command, name, typed));
  });
  const bare = commands
    .filter((command) => command.rootDefault && !root)
    .flatMap((command) => startsWith(command, command.name.split(" ")[0] ?? "", typed, true));
  return [...hits, ...bare].sort((a, b) => a.rest.length - b.rest.length)[0];
}

/** A bare root ("training …") is its default command only when alone or followed by what reads like its values. */
function startsWith(command: Command, name: string, typed: string, bare = false): FoundCommand[] {
  if (name === "" || !typed.toLowerCase().startsWith(name)) return [];
  const rest = typed.slice(name.length);
  if (rest !== "" && !/^[\s:,?!.]/.test(rest)) return [];
  if (bare && rest.trim() !== "") return [];
  return [{ command, rest: rest.replace(/^[\s:,]+/, ""), by: "name" }];
}

function byCues(commands: readonly Command[], text: string, catalog: Catalog): Command | undefined {
  const said = normal(text.replace(/'/g, " "));
  const scored = commands.map((command) => ({ command, score: scoreOf(command, said) }));
  const course = scored.find(({ command }) => command.cues?.tells === "past" && "course" in command.fields);
  if (course && namesCourse(text, catalog)) course.score += 1;
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best && best.score >= ENOUGH ? best.command : undefined;
}

const scoreOf = (command: Command, said: string) =>
  (command.cues?.patterns ?? []).reduce((sum, [pattern, weight]) => (pattern.test(said) ? sum + weight : sum), 0);

function namesCourse(text: string, catalog: Catalog): boolean {
  const sentence = createSentence(text);
  return (
    exactMatches(sentence, catalog.courseNames).length > 0 || partMatches(sentence, catalog.courseNames).length > 0
  );
}

/** The three commands nearest to what was typed, for someone whose words were not understood. */
export function nearestCommands(commands: readonly Command[], text: string): Command[] {
  const listed = commands.filter((command) => !command.internal);
  const fuse = new Fuse(listed, {
    keys: ["name", "summary", "examples"],
    threshold: 0.6,
    ignoreLocation: true,
    includeScore: true,
  });
  const near = fuse.search(normal(text).slice(0, 60) || " ").map(({ item }) => item);
  return [...new Set([...near, ...listed])].slice(0, 3);
}
