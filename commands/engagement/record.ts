import type { Env } from "../../src/core/command/command.ts";
import type { RawValues } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Engagement } from "../../src/domain/engagement/engagements.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { hiddenCounts } from "./counts.ts";
import { hasOwnTitle, reviewEngagement, toEntry } from "./entry.ts";
import { type EngagementValues, engagementFields } from "./fields.ts";
import { actions, changing, engagementLine, engagementReceipt } from "./receipt.ts";
import { neededFor, shapedForm } from "./shape.ts";

/** EN-…: undone it counts nowhere, and it can be put back. */
const KIND: PlainKind<Engagement> = {
  prefix: "EN",
  get: (id, env) => env.stores.engagements.get(id),
  changing,
  setUndone: (id, undone, reason, env) => env.stores.engagements.setUndone(id, undone, reason, env.write),
  line: engagementLine,
  actions,
  receipt: engagementReceipt,
  correction: {
    fields: engagementFields,
    needs: neededFor,
    shape: shapedForm,
    peopleIn: ({ ledBy }) => ledBy,
    review: (values, context) => reviewEngagement(values as unknown as EngagementValues, context),
    valuesOf,
    save: async (before, changed, reason, env) => {
      // What was not shown was not cleared either: a blank keeps it.
      const kept = hiddenCounts(before, env.actor).filter((name) => changed[name] === undefined);
      const values = { ...changed, ...Object.fromEntries(kept.map((name) => [name, before[name]])) };
      const entry = await toEntry(values as unknown as EngagementValues, env);
      return env.stores.engagements.correct(before.id, entry, reason, env.write);
    },
  },
};

export const engagementRecords = plainRecords(KIND);

function valuesOf(engagement: Engagement, { actor }: Pick<Env, "actor">): RawValues {
  const { id: _id, ledBy, author: _author, authorName: _name, undone: _undone, title, ...rest } = engagement;
  const hidden: readonly string[] = hiddenCounts(engagement, actor);
  const shown = Object.fromEntries(Object.entries(rest).filter(([name]) => !hidden.includes(name)));
  return { ...shown, ledBy: ledBy.map(({ email }) => email), ...(hasOwnTitle(engagement) ? { title } : {}) };
}

export async function engagementOf(id: string, env: Env): Promise<Engagement> {
  const engagement = await env.stores.engagements.get(id);
  if (!engagement)
    throw new Refusal(`There is no record ${id}. Its number is on its receipt; "engagement list" lists the latest.`);
  return engagement;
}
