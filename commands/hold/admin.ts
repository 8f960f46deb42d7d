import { defineCommand } from "../../src/core/command/command.ts";
import { date } from "../../src/core/fields/date.ts";
import { record } from "../../src/core/fields/record.ts";
import { text } from "../../src/core/fields/text.ts";
import { recordAt } from "../../src/core/records/correct.ts";
import { recordedReply } from "../../src/core/records/record-kind.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { kinds } from "../kinds.ts";
import { coveredIn, coversFields } from "./covers.ts";
import { oneRecord } from "./package.ts";
import { HOLD } from "./record.ts";

const CITY = { to: "write", of: { city: true } } as const;

export const adminHoldAdd = defineCommand({
  name: "admin hold add",
  summary: "Keep records past their time: for a lawsuit, an audit or a request.",
  roles: ["officer"],
  fields: {
    ...coversFields,
    because: text({ label: "Because", from: "quotes", keys: ["reason"] }),
    fromOn: date({ label: "From", default: "today" }),
  },
  examples: ['admin hold add covers=department value=DPW because="Claim 26-118"'],
  scope: () => CITY,
  execute: async (values, env) => {
    const covered = await coveredIn(values, env);
    if (covered.covers === "record") await oneRecord(covered.value, kinds.all, env);
    const entry = { ...covered, because: values.because, fromOn: values.fromOn };
    const outcome = await env.stores.holds.record({ ...entry, endedOn: undefined, request: undefined }, env.write);
    return recordedReply(HOLD, outcome, env);
  },
});

export const adminHoldEnd = defineCommand({
  name: "admin hold end",
  summary: "End a hold: what it kept may go when its time is over.",
  roles: ["officer"],
  fields: { record: record(), on: date({ label: "On", default: "today" }) },
  examples: ["admin hold end HO-2026-0001"],
  scope: () => CITY,
  execute: async ({ record: id, on }, env) => {
    const before = await HOLD.get(id, env);
    if (!before) throw new Refusal(`There is no hold ${id}. "admin hold list" shows those there are.`, "record");
    if (before.undone) throw new Refusal(`${id} was undone: there is nothing to end.`, "record");
    if (before.endedOn !== undefined) return HOLD.receipt(`${id} has ended already`, before, env);
    await env.stores.holds.correct(id, { endedOn: on }, undefined, env.write);
    return HOLD.receipt(`Ended ${id}`, await recordAt(HOLD, id, env), env);
  },
});
