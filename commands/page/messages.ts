import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { pagePath } from "../../src/core/people/web.ts";
import { buttons, facts, heading, reply, text } from "../../src/core/reply/reply.ts";
import { type Begun, CONFIRM_IN_CHAT } from "../../src/core/request/in-chat.ts";

/** The link is made as the message is sent, so that the ten minutes begin then, and no token waits in the database. */
export const signInLink: MessageKind = {
  name: "sign-in",
  label: "Link to sign in to the pages",
  compose: async ({ path }, { person, stores, pages, city }) => {
    if (!person || pages === undefined) return { skip: "the pages are off" };
    const token = await stores.web.makeLink({ person: person.id, path: pagePath(String(path)) });
    return reply(
      heading(`Sign in to the pages of ${city.name}`),
      text(new URL(`/in/${token}`, pages).href),
      text(
        "It works once, for ten minutes, and for you alone: do not pass it on. If you did not ask for it, do nothing.",
      ),
    );
  },
};

/** Whoever signed in is told at once, where they can end it. */
export const signedIn: MessageKind = {
  name: "signed-in",
  label: "Told that they signed in to the pages",
  compose: async ({ session }, { city }) =>
    reply(
      text(`You signed in to the pages of ${city.name}. If that was not you, end it.`),
      buttons({ label: "End it", command: "page end", values: { session: String(session) }, tone: "danger" }),
    ),
};

/** The button for what somebody began on a page; pressing it asks as if it had been said here. */
export const confirmBegun: MessageKind = {
  name: CONFIRM_IN_CHAT,
  label: "Asked to confirm what was begun on a page",
  compose: async ({ draft }, { stores }) => {
    const kept = await stores.drafts.find(String(draft));
    if (kept === undefined) return { skip: "what was begun is no longer kept" };
    const { command, summary, values, confirmed, facts: about } = JSON.parse(kept) as Begun;
    return reply(
      heading("Is that right?"),
      text(
        `You began this on a page: ${summary} Nothing is saved until you confirm it here. If that was not you, do nothing.`,
      ),
      ...(about.length > 0 ? [facts(...about)] : []),
      buttons({ label: "Confirm", command, values, confirmed: [...confirmed], tone: "primary" }),
    );
  },
};
