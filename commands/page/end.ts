import { defineCommand } from "../../src/core/command/command.ts";
import { wholeNumber } from "../../src/core/fields/whole-number.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";

/** Ends what the message told of: by its number, else everywhere. Nobody ends anybody else's. */
export const pageEnd = defineCommand({
  name: "page end",
  summary: "Sign out of the pages, in every browser.",
  roles: ["employee", "lead", "officer", "admin", "auditor"],
  fields: { session: wholeNumber({ label: "Session", noun: /sessions?/, optional: true }) },
  examples: ["page end"],
  scope: () => ({ to: "open" }),
  execute: async ({ session }, { stores, actor, write }) => {
    const outcome = await stores.web.end(actor.id, session, write);
    return reply(
      heading(outcome === "ended" ? "Signed out" : "Nobody was signed in any more"),
      text("If that was not you who signed in, tell your administrator."),
    );
  },
});
