import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { pagePath } from "../../src/core/people/web.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";

export const pageOpen = defineCommand({
  name: "page open",
  summary: "Get a link that signs you in to the pages.",
  roles: ["employee", "lead", "officer", "admin", "auditor"],
  fields: {
    path: textField({
      label: "Page",
      from: "key",
      optional: true,
      maxLength: 300,
      hint: "As in the address, like /overview",
    }),
    unless: choice({
      label: "Not if",
      optional: true,
      choices: [{ value: "signed-in", label: "you are signed in already" }],
    }),
  },
  examples: ["page open"],
  scope: () => ({ to: "open" }),
  execute: async ({ path, unless }, { stores, actor, write, pages, signIn }) => {
    const at = pages();
    if (at === undefined)
      throw new Refusal(
        "The pages are off here. An administrator turns them on by setting PUBLIC_URL to an https address.",
      );
    if (unless !== undefined && (await stores.web.isSignedIn(actor.id)))
      return reply(text("You are signed in already: the page opens in your browser."));
    if (signIn === "with account")
      return reply(
        text(`The pages are at ${new URL(pagePath(path), at).href}. You sign in there with your city account.`),
      );
    const outcome = await stores.web.askForLink(actor.id, pagePath(path), write);
    return {
      ...reply(
        heading(outcome === "on its way" ? "Your link is on its way" : "You got a link a moment ago"),
        text("It comes as a direct message to you alone, works once, and for ten minutes."),
      ),
      changed: { record: `person:${actor.id}`, department: undefined },
    };
  },
});
