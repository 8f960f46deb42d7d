import { printDate } from "../../src/core/calendar/calendar.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, heading, reply } from "../../src/core/reply/reply.ts";
import { weekOf } from "./section.ts";
import { digestSections } from "./sections.ts";

/** What the officer looks after, week by week. `labelOf` says what a kind of message is called. */
export const weeklyDigest = (labelOf: (kind: string) => string): MessageKind => ({
  name: "weekly-digest",
  label: "Weekly digest",
  clock: true,
  compose: async (_data, env) => {
    const week = await weekOf(env, labelOf);
    const sections = await Promise.all(digestSections.map((section) => section(week, env)));
    const { city, today } = env;
    const answer = reply(
      heading(`${city.name} · week of ${printDate(today)}`),
      ...sections.flat(),
      buttons({ label: "Status", command: "status", values: {} }),
    );
    return { ...answer, visibility: "place" };
  },
});
