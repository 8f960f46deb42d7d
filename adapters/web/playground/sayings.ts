import { hasSlash } from "../../../src/core/command/slash.ts";
import type { PlaygroundHost, PlaygroundPerson, Sayable } from "./host.ts";

/** Something to say, as it is typed. */
export interface Saying {
  text: string;
  /** What it does, for a command's own name; examples speak for themselves. */
  about: string | undefined;
}

/** The commands somebody may use, as the core would let them. */
export function usableCommands(host: PlaygroundHost, { roles }: PlaygroundPerson): Sayable[] {
  const may = (role: string) => role === "employee" || roles.includes(role);
  return host.commands().filter((command) => !command.internal && command.roles.some(may));
}

/** "training log" is typed `/training log`; what has no shortcut of its own comes after `/equity`. */
export function slashName({ name }: Sayable): string {
  const [noun = ""] = name.split(" ");
  return hasSlash(noun) ? `/${name}` : `/equity ${name}`;
}

/** For completion: every name, then every example. */
export function sayings(commands: readonly Sayable[]): Saying[] {
  const names = commands.map((command) => ({ text: slashName(command), about: command.summary }));
  const examples = commands.flatMap((command) => command.examples);
  const known = new Set(names.map(({ text }) => text));
  return [
    ...names,
    ...[...new Set(examples)].filter((text) => !known.has(text)).map((text) => ({ text, about: undefined })),
  ];
}
