import { courseTitle } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import type { Recorded } from "../../src/core/records/name.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { TrainingRecord } from "../../src/domain/training/store.ts";
import { trainingCorrection } from "./correction.ts";
import { actions, changing, conflictReply, receipt, summary } from "./receipt.ts";

type Training = TrainingRecord & Recorded;
const asRecord = (record: TrainingRecord): Training => ({ ...record, undone: record.state === "undone" });

/** TR-…: a correction or an undo is a new version, and the totals follow. */
export const TRAINING = recordKind<Training>(
  {
    prefix: "TR",
    noun: "training",
    plural: "training",
    audited: ["course", "heldOn", "department", "people", "employees", "contractors", "unsplit", "note"],
    listedBy: "training sessions",
    store: ({ training }, { write }) => ({
      get: async (id) => {
        const record = await training.get(id);
        return record && asRecord(record);
      },
      page: async (asked) => {
        const listed = await training.page(asked);
        return { ...listed, records: listed.records.map(asRecord) };
      },
      setUndone: async (id, undone, reason) => {
        const done = await (undone ? training.undo(id, reason, write) : training.restore(id, write));
        return done.outcome !== "conflict";
      },
    }),
    touches: changing,
    days: ({ heldOn }) => [heldOn],
    line: summary,
    fields: [
      fact("Course", "text", (one) => one.course),
      fact("Title", "text", (one, { catalog }) => courseTitle(catalog, one.course)),
      fact("Held on", "day", (one) => one.heldOn),
      departmentFact(),
      fact("Employees", "number", ({ totals }) => totals.employees || undefined),
      fact("Contractors", "number", ({ totals }) => totals.contractors || undefined),
      fact("Employees and contractors together", "number", ({ totals }) => totals.unsplit || undefined, {
        as: "unsplit",
      }),
      fact("Named", "list", (one) => one.named.map(({ email }) => email), {
        print: (one) => one.named.map(({ name }) => name).join(", "),
      }),
      fact("Note", "long text", (one) => one.note),
    ],
    correction: trainingCorrection,
  },
  { actions, receipt, undo, restore },
);

async function undo(id: string, reason: string | undefined, env: Env): Promise<Reply> {
  const result = await env.stores.training.undo(id, reason, env.write);
  if (result.outcome === "conflict") return conflictReply(result.with, env);
  const { record: after } = result;
  const title = result.outcome === "changed" ? `Undone ${id}` : `${id} was undone before`;
  return {
    ...reply(heading(title), text(`It no longer counts: ${summary(after, env)}`), buttons(...actions(after, env))),
    changed: { record: id, department: after.department, on: [after.heldOn] },
  };
}

async function restore(id: string, env: Env): Promise<Reply> {
  const result = await env.stores.training.restore(id, env.write);
  if (result.outcome === "conflict") return conflictReply(result.with, env);
  return receipt(result.outcome === "changed" ? `Put back ${id}` : `${id} is on record`, result.record, env);
}

/** The training a command is about, or a refusal that says where numbers are found. */
export async function trainingOf(id: string, env: Env): Promise<TrainingRecord> {
  const record = await env.stores.training.get(id);
  if (record) return record;
  throw new Refusal(`There is no record ${id}. Its number is on its receipt; "training sessions" lists the latest.`);
}
