import { Temporal } from "temporal-polyfill";
import { workCalendar } from "../../../src/core/calendar/business-days.ts";
import { createCatalog } from "../../../src/core/catalog/catalog.ts";
import type { Stores } from "../../../src/core/command/stores.ts";
import type { NewDelivery } from "../../../src/core/deliveries/deliveries.ts";
import type { MessageEnv, MessageKind } from "../../../src/core/deliveries/messages.ts";
import { reply, text } from "../../../src/core/reply/reply.ts";
import { loadPlan } from "../../../src/plan/load-plan.ts";

/** A message that says its number. */
export const noteKind: MessageKind = {
  name: "note",
  label: "A note",
  compose: async ({ note }) => reply(text(wordsOf(Number(note)))),
};

export const wordsOf = (note: number) => `note ${note}`;

/** Notes to channels C0, C1 … in turn. */
export const notes = (count: number, places = count): NewDelivery[] =>
  Array.from({ length: count }, (_, note) => ({
    kind: "note",
    recipient: `place:slack:T1:C${note % places}`,
    occasion: `note ${note}`,
    data: { note },
  }));

const plan = loadPlan("milwaukee");

/** What notes are composed from: as good as nothing. */
export const noteEnv = async (stores: Stores): Promise<Omit<MessageEnv, "person" | "platform">> => ({
  city: plan.city,
  plan,
  workCalendar: async () => workCalendar(() => [], []),
  catalog: createCatalog({ departments: [], courses: [], headcounts: {}, measures: [], closed: [] }),
  stores,
  pages: undefined,
  today: "2026-11-21",
  instant: Temporal.Instant.from("2026-11-21T20:05:00Z"),
});
