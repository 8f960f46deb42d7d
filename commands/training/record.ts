import type { RecordKind } from "../../src/core/records/records.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { actions, changing, conflictReply, receipt, summary } from "./receipt.ts";

/** TR-…: a correction or an undo is a new version, and the totals follow. */
export const trainingRecords: RecordKind = {
  prefix: "TR",
  scope: async (id, env) => {
    const record = await env.stores.training.get(id);
    return record && changing(record, env);
  },
  undo: async (id, reason, env) => {
    const result = await env.stores.training.undo(id, reason, env.write);
    if (result.outcome === "conflict") return conflictReply(result.with, env);
    const { record: after } = result;
    const title = result.outcome === "changed" ? `Undone ${id}` : `${id} was undone before`;
    return {
      ...reply(heading(title), text(`It no longer counts: ${summary(after, env)}`), buttons(...actions(after, env))),
      changed: { record: id, department: after.department, on: [after.heldOn] },
    };
  },
  restore: async (id, env) => {
    const result = await env.stores.training.restore(id, env.write);
    if (result.outcome === "conflict") return conflictReply(result.with, env);
    return receipt(result.outcome === "changed" ? `Put back ${id}` : `${id} is on record`, result.record, env);
  },
};
