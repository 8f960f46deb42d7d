import type { Env } from "../../src/core/command.ts";
import type { RecordKind } from "../../src/core/records.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply.ts";
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
};

async function engagementOf(id: string, env: Env) {
  const engagement = await env.stores.engagements.get(id);
  if (!engagement) throw new Error(`${id} is not there`);
  return engagement;
}

const recordedAgain = (engagement: Parameters<typeof engagementLine>[0], env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(
      `The same was recorded again since: ${engagementLine(engagement, env)}. Nothing was changed. Undo the other one first.`,
    ),
    buttons({ label: "All activities", command: "engagement list", values: { department: engagement.department } }),
  );
