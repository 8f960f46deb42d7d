import { defineCommand } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { correctionOf, fixLast } from "./last.ts";

/** A message was edited after it was answered: the record that it made is offered for correction, and stays until a press. */
const fixEdited = defineCommand({
  name: "fix edited",
  summary: "Correct what a message recorded that was edited since.",
  roles: ["employee", "auditor"],
  internal: true,
  reads: true,
  fields: {
    said: textField({ label: "What it says now", from: "key", optional: true, maxLength: 3_000 }),
    message: textField({ label: "The message", from: "key", maxLength: 1_000 }),
  },
  examples: ['edited message="teams:a:1" said="13 people"'],
  // One's own entries; the correction itself is checked when it is pressed.
  scope: () => ({ to: "open" }),
  execute: async ({ said = "", message }, env) =>
    correctionOf(await env.stores.lastEntry.madeBy(env.actor.id, message), said, env) ?? MADE_NOTHING,
});

const MADE_NOTHING: Reply = reply(
  heading("You edited a message"),
  text(
    "I know of nothing that was recorded from it, and an edit changes no record. Send it again as a new message, or name what to correct, like “fix TR-2026-0012”.",
  ),
  buttons({ label: "My record", command: "me", values: {} }),
);

/** What speaks of an entry without its number. */
export const fixLately = [fixLast, fixEdited];
