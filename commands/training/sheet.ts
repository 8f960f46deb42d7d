import { defineCommand } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { LAST_ENTRY_MINUTES, placeKey } from "../../src/core/request/last-entry.ts";

/** A file that somebody dropped into a chat: it goes to the training they have just logged there, or they hear where it goes. */
export const trainingSheet = defineCommand({
  name: "training sheet",
  summary: "Read a sign-in sheet for the training that was logged last.",
  roles: ["employee", "lead", "officer"],
  internal: true,
  reads: true,
  fields: { sheet: textField({ label: "Sign-in sheet", from: "key", maxLength: 1_000_000, control: "sheet" }) },
  examples: ['sheet sheet="Ana Torres"'],
  scope: () => ({ to: "open" }),
  execute: async ({ sheet }, env) => {
    const entries = await env.stores.lastEntry.records(env.actor.id, placeKey(env.place), LAST_ENTRY_MINUTES);
    const trainings = entries.filter((id) => id.startsWith("TR-"));
    if (trainings.length === 0)
      return reply(
        heading("Which training is this sheet of?"),
        text(
          "You logged none here in the last ten minutes. Log it first: then drop the sheet here, or into [Add names].",
        ),
        buttons({ label: "Log a training", command: "training log", values: {}, ask: true, tone: "primary" }),
      );
    const read = (record: string) => ({
      label: `Read it for ${record}`,
      command: "training names",
      values: { record, sheet },
    });
    return reply(
      heading(trainings.length === 1 ? "A sign-in sheet?" : "Which training is this sheet of?"),
      text("Each row is shown before anything is saved."),
      buttons(...trainings.map(read)),
    );
  },
});
