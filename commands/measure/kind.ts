import type { Env } from "../../src/core/command/command.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { MEASURE_RECORDS, type MeasureRecord } from "../../src/domain/measure/measures.ts";
import { measureCorrection } from "./correction.ts";
import { measureFacts } from "./facts.ts";
import { actions, changing, measureLine, measureReceipt } from "./receipt.ts";

/** ME-…: a correction or an undo is a new version; nothing that was reported is lost. */
export const MEASURE_RECORD = recordKind<MeasureRecord>(
  {
    ...MEASURE_RECORDS,
    listedBy: "measure show",
    dated: "Period",
    store: ({ measures }, { write }) => ({
      get: measures.get,
      page: measures.page,
      setUndone: async (id, undone, reason) =>
        (await measures.setUndone(id, undone, reason, write)).outcome !== "conflict",
    }),
    touches: changing,
    days: ({ start }) => [start],
    line: measureLine,
    fields: measureFacts,
  },
  { actions, receipt: measureReceipt, undo, restore, correction: measureCorrection },
);

async function undo(id: string, reason: string | undefined, env: Env): Promise<Reply> {
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
}

async function restore(id: string, env: Env): Promise<Reply> {
  const result = await env.stores.measures.setUndone(id, false, undefined, env.write);
  if (result.outcome === "conflict") return conflictReply(result.with, env);
  return measureReceipt(result.outcome === "changed" ? `Put back ${id}` : `${id} is on record`, result.record, env);
}

const conflictReply = (other: MeasureRecord, env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(`${other.id} says: ${measureLine(other, env)}. Nothing was changed. Undo that one first.`),
    buttons(...actions(other, env)),
  );
