import type { Env } from "../../src/core/command/command.ts";
import type { RecordKind } from "../../src/core/records/records.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { MeasureRecord } from "../../src/domain/measure/measures.ts";
import { measureCorrection } from "./correction.ts";
import { actions, changing, measureLine, measureReceipt } from "./receipt.ts";

/** ME-…: a correction or an undo is a new version; nothing that was reported is lost. */
export const measureRecords: RecordKind = {
  prefix: "ME",
  scope: async (id, env) => {
    const record = await env.stores.measures.get(id);
    return record && changing(record, env);
  },
  undo: async (id, reason, env) => {
    const result = await env.stores.measures.setUndone(id, true, reason, env.write);
    if (result.outcome === "conflict") return conflictReply(result.with, env);
    const { record } = result;
    return {
      ...reply(
        heading(result.outcome === "changed" ? `Undone ${id}` : `${id} was undone before`),
        text(`It no longer counts: ${measureLine(record, env)}`),
        buttons(...actions(record, env)),
      ),
      changed: { record: id, department: record.department, on: [record.start] },
    };
  },
  restore: async (id, env) => {
    const result = await env.stores.measures.setUndone(id, false, undefined, env.write);
    if (result.outcome === "conflict") return conflictReply(result.with, env);
    return measureReceipt(result.outcome === "changed" ? `Put back ${id}` : `${id} is on record`, result.record, env);
  },
  correction: measureCorrection,
};

const conflictReply = (other: MeasureRecord, env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(`${other.id} says: ${measureLine(other, env)}. Nothing was changed. Undo that one first.`),
    buttons(...actions(other, env)),
  );
