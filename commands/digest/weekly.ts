import { printDate } from "../../src/core/calendar/calendar.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, heading, reply } from "../../src/core/reply/reply.ts";
import { weekOf } from "./section.ts";
import { auditHead, digestSections } from "./sections.ts";

/** What the officer looks after, week by week. `labelOf` says what a kind of message is called. */
export const weeklyDigest = (labelOf: (kind: string) => string): MessageKind => ({
  name: "weekly-digest",
  label: "Weekly digest",
  clock: true,
  compose: async (_data, env) => {
    const week = await weekOf(env, labelOf);
    const [news, ...sections] = await Promise.all(digestSections.map((section) => section(week, env)));
    if (!news || (news.length === 0 && sections.every((blocks) => blocks.length === 0)))
      return { skip: "nothing changed, and nothing waits for the officer" };
    const foot = await auditHead(week, env);
    const { city, today } = env;
    const answer = reply(
      heading(`${city.name} · week of ${printDate(today)}`),
      // What needs the officer first, then what changed.
      ...sections.flat(),
      ...news,
      buttons({ label: "Status", command: "status", values: {} }),
      ...foot,
    );
    return { ...answer, visibility: "place" };
  },
});
