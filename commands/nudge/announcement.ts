import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";

/** Words of the officer's to every lead; kept beside the message for 30 days. */
export const announcement: MessageKind = {
  name: "announcement",
  label: "Announcement to all leads",
  // Nobody is written to in quiet hours, on a weekend or a holiday, by the officer either.
  clock: true,
  compose: async ({ draft }, { stores, city }) => {
    const words = await stores.drafts.find(String(draft));
    if (words === undefined) return { skip: "its words are no longer kept" };
    return reply(heading(`From the equity officer of ${city.name}`), text(words));
  },
};
