import type { Command } from "../command/command.ts";
import type { Button } from "../reply/reply.ts";

/** Without any words a command like this has something to ask. */
export const asksSomething = (command: Command): boolean =>
  Object.values(command.fields).some((field) => !field.optional && !field.fallback) || command.needs({}).length > 0;

/** A button for a command that somebody may have meant: what only reads is done at once, everything else opens its form. */
export const suggestionOf = (command: Command): Button => ({
  label: command.name,
  command: command.name,
  values: {},
  ...(command.reads && !asksSomething(command) ? {} : { ask: true }),
});
