import { printDate } from "../../src/core/calendar/calendar.ts";
import { date } from "../../src/core/fields/date.ts";
import { text } from "../../src/core/fields/text.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Ambassador, AmbassadorDates } from "../../src/domain/ambassador/ambassadors.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { ambassadorLine } from "./receipt.ts";

/** AM-…: undoing a recruitment takes it out of every count, whatever was answered. Who it is, and what they said, stays. */
const KIND: PlainKind<Ambassador> = {
  prefix: "AM",
  get: (id, env) => env.stores.ambassadors.get(id),
  changing: ({ department }) => ({ to: "write", of: { department } }),
  setUndone: (id, undone, reason, env) => env.stores.ambassadors.setUndone(id, undone, reason, env.write),
  line: ambassadorLine,
  actions: ({ id, undone, department }) => [
    undone
      ? { label: "Put it back", command: "fix restore", values: { record: id } }
      : { label: "Undo", command: "fix undo", values: { record: id } },
    { label: "All ambassadors", command: "ambassador list", values: { department } },
  ],
  correction: {
    fields: {
      invitedOn: { ...date({ label: "Invited on" }), keys: ["invited"] },
      answeredOn: { ...date({ label: "Answered on", optional: true }), keys: ["answered", "since", "joined"] },
      endedOn: { ...date({ label: "Ended on", optional: true }), keys: ["ended", "left"] },
      why: text({ label: "Why it ended", from: "key", optional: true }),
    },
    valuesOf: ({ invitedOn, answeredOn, endedOn, reason }) => ({ invitedOn, answeredOn, endedOn, why: reason }),
    save: async (before, values, reason, env) => {
      const { why, ...days } = values as unknown as Omit<AmbassadorDates, "reason"> & { why: string | undefined };
      refuseWrong(before, days);
      return env.stores.ambassadors.correct(before.id, { ...days, reason: why }, reason, env.write);
    },
  },
};

export const ambassadorRecords = plainRecords(KIND);

/** Days are corrected, not what happened on them: an invitation is accepted by its person, and ended with "ambassador end". */
function refuseWrong(before: Ambassador, { invitedOn, answeredOn, endedOn }: Omit<AmbassadorDates, "reason">): void {
  for (const [name, day] of [
    ["answeredOn", answeredOn],
    ["endedOn", endedOn],
  ] as const) {
    if ((before[name] === undefined) !== (day === undefined))
      throw new Refusal(
        `A correction changes that day, and neither adds nor removes it. Nothing was changed.`,
        `changes.${name}`,
      );
    if (day !== undefined && day < (name === "endedOn" ? (answeredOn ?? invitedOn) : invitedOn))
      throw new Refusal(`${printDate(day)} is before what went before it. Nothing was changed.`, `changes.${name}`);
  }
}
