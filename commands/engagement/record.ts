import type { Engagement } from "../../src/core/engagements.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { actions, changing, engagementLine, engagementReceipt } from "./receipt.ts";

/** EN-…: undone it counts nowhere, and it can be put back. */
const KIND: PlainKind<Engagement> = {
  prefix: "EN",
  get: (id, env) => env.stores.engagements.get(id),
  changing,
  setUndone: (id, undone, reason, env) => env.stores.engagements.setUndone(id, undone, reason, env.write),
  line: engagementLine,
  actions,
  receipt: engagementReceipt,
};

export const engagementRecords = plainRecords(KIND);
