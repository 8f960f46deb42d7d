import { createCatalog } from "../catalog/catalog.ts";
import type { Command } from "../command/command.ts";
import { hasSlash } from "../command/slash.ts";
import type { Place } from "../request/request.ts";
import { findCommand } from "./find-command.ts";

/** An example must lead to its command in every city, so no city's courses help to find it. */
const NOWHERE = createCatalog({ departments: [], courses: [], headcounts: {}, measures: [], closed: [] });

/**
 * An example as it is typed in a direct message or after a mention: as it was declared where it speaks for itself, else
 * with as much of the command's name before it as it lacks.
 */
export function spoken(commands: readonly Command[], command: Command, example: string): string {
  return leadsTo(commands, command, example) ? example : named(command, example);
}

/** The same after a slash command: `/training sessions 2026`, or `/equity …` for what has none of its own. */
export function slashed(commands: readonly Command[], command: Command, example: string): string {
  const [noun = ""] = command.name.split(" ");
  const own = example.startsWith(`${noun} `) ? example.slice(noun.length + 1) : example;
  if (hasSlash(noun) && leadsTo(commands, command, own, noun)) return `/${noun} ${own}`;
  return `/equity ${spoken(commands, command, example)}`;
}

/** As it is typed where it is shown: in a channel of Slack nobody but a slash command, or a mention, reaches the assistant. */
export function printedIn(place: Place, commands: readonly Command[]) {
  const slash = place.platform === "slack" && place.kind === "channel";
  return (command: Command, example: string): string => (slash ? slashed : spoken)(commands, command, example);
}

function leadsTo(commands: readonly Command[], command: Command, text: string, root?: string): boolean {
  const input = { kind: "text", text, ...(root === undefined ? {} : { root }) } as const;
  return findCommand(commands, input, NOWHERE)?.command.name === command.name;
}

/** "lead show" of "roster lead show" lacks only its noun, "code=DPW" of "admin department" all of its name. */
function named({ name }: Command, example: string): string {
  const words = name.split(" ");
  const from = words.findIndex((_word, at) => at > 0 && beginsWith(example, words.slice(at).join(" ")));
  return `${words.slice(0, from < 0 ? words.length : from).join(" ")} ${example}`;
}

const beginsWith = (example: string, words: string) => example === words || example.startsWith(`${words} `);
