import type { Env } from "../../src/core/command/command.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { TrainingRecord } from "../../src/domain/training/store.ts";
import { changing } from "../training/receipt.ts";

/** The record a command is about, or a refusal that says where numbers are found. */
export async function recordOf(id: string, env: Env): Promise<TrainingRecord> {
  const record = await env.stores.training.get(id);
  if (record) return record;
  throw new Refusal(`There is no record ${id}. Its number is on its receipt; "training sessions" lists the latest.`);
}

/** A record named in a button, a form or a sentence is looked up, and what may be done with it checked, every time. */
export const changeScope = async (id: string, env: Env) => changing(await recordOf(id, env), env);
