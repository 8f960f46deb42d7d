import type { Env } from "../../src/core/command.ts";
import { Refusal } from "../../src/core/errors.ts";
import type { TrainingRecord } from "../../src/core/stores.ts";

/** The record a command is about, or a refusal that says where numbers are found. */
export async function recordOf(id: string, env: Env): Promise<TrainingRecord> {
  const record = await env.stores.training.get(id);
  if (record) return record;
  throw new Refusal(
    `There is no record ${id}. Its number is on its receipt; "training sessions" lists the latest.`,
    "record",
  );
}

/** Changing a record is for whoever made it, that department's lead, and the officer. */
export async function changeScope(id: string, env: Env) {
  const record = await recordOf(id, env);
  return {
    to: "write",
    of: { entry: { author: record.author, department: record.department, closed: false } },
  } as const;
}
