import type { Env } from "../../src/core/command.ts";
import type { Engagement } from "../../src/core/engagements.ts";
import { Refusal } from "../../src/core/errors.ts";
import type { RecordKind } from "../../src/core/records.ts";
import { buttons, heading, type RawValues, type Reply, reply, text } from "../../src/core/reply.ts";
import { correctionBy } from "../correction.ts";
import { hasOwnTitle, toEntry } from "./entry.ts";
import type { EngagementValues } from "./fields.ts";
import { engagementLog } from "./log.ts";
import { actions, changing, engagementLine, engagementReceipt } from "./receipt.ts";

/** EN-…: undone it counts nowhere, and it can be put back. */
export const engagementRecords: RecordKind = {
  prefix: "EN",
  scope: async (id, env) => {
    const engagement = await env.stores.engagements.get(id);
    return engagement && changing(engagement);
  },
  undo: async (id, reason, env) => {
    const before = await engagementOf(id, env);
    await env.stores.engagements.setUndone(id, true, reason, env.write);
    const after = await engagementOf(id, env);
    return {
      ...reply(
        heading(before.undone ? `${id} was undone before` : `Undone ${id}`),
        text(`It no longer counts: ${engagementLine(after, env)}`),
        buttons(...actions(after, env)),
      ),
      changed: { record: id, department: after.department },
    };
  },
  restore: async (id, env) => {
    const before = await engagementOf(id, env);
    const done = await env.stores.engagements.setUndone(id, false, undefined, env.write);
    if (!done) return recordedAgain(before, env);
    return engagementReceipt(before.undone ? `Put back ${id}` : `${id} is on record`, await engagementOf(id, env), env);
  },
  correction: correctionBy<Engagement>({
    command: engagementLog,
    find: engagementOf,
    valuesOf,
    peopleIn: ({ ledBy }) => ledBy,
    save: async (before, values, reason, env) => {
      const entry = await toEntry(values as unknown as EngagementValues, env);
      const outcome = await env.stores.engagements.correct(before.id, entry, reason, env.write);
      if (outcome === "conflict")
        throw new Refusal(
          `The same is on record by another number. Undo one of the two. Nothing was changed.`,
          "changes.title",
        );
      const after = await engagementOf(before.id, env);
      if (outcome === "unchanged") return engagementReceipt("Nothing to change", after, env);
      const why = reason === undefined ? [] : [text(`Reason: ${reason}`)];
      return engagementReceipt(`Corrected ${before.id}`, after, env, [
        text(`It said: ${engagementLine(before, env)}`),
        ...why,
      ]);
    },
  }),
};

function valuesOf(engagement: Engagement): RawValues {
  const { id: _id, ledBy, author: _author, authorName: _name, undone: _undone, title, ...rest } = engagement;
  return { ...rest, ledBy: ledBy.map(({ email }) => email), ...(hasOwnTitle(engagement) ? { title } : {}) };
}

export async function engagementOf(id: string, env: Env): Promise<Engagement> {
  const engagement = await env.stores.engagements.get(id);
  if (!engagement)
    throw new Refusal(`There is no record ${id}. Its number is on its receipt; "engagement list" lists the latest.`);
  return engagement;
}

const recordedAgain = (engagement: Engagement, env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(
      `The same was recorded again since: ${engagementLine(engagement, env)}. Nothing was changed. Undo the other one first.`,
    ),
    buttons({
      label: "All of that kind",
      command: "engagement list",
      values: { kind: engagement.kind, department: engagement.department },
    }),
  );
