import { printDate } from "../../src/core/calendar/calendar.ts";
import { date } from "../../src/core/fields/date.ts";
import { text } from "../../src/core/fields/text.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { AMBASSADORS, type Ambassador, type AmbassadorDates } from "../../src/domain/ambassador/ambassadors.ts";
import { ambassadorLine } from "./receipt.ts";

/** AM-…: undoing a recruitment takes it out of every count, whatever was answered. Who it is, and what they said, stays. */
export const AMBASSADOR = recordKind<Ambassador>({
  ...AMBASSADORS,
  listedBy: "ambassador list",
  store: ({ ambassadors }) => ambassadors,
  touches: ({ department }) => ({ to: "write", of: { department } }),
  line: ambassadorLine,
  more: ({ department }) => ({
    after: [{ label: "All ambassadors", command: "ambassador list", values: { department } }],
  }),
  fields: [
    fact("E-mail", "text", (one) => one.person.email, { as: "email" }),
    fact("Name", "text", (one) => one.person.name),
    departmentFact(),
    fact("State", "text", (one) => one.state),
    fact("Invited on", "day", (one) => one.invitedOn),
    fact("Answered on", "day", (one) => one.answeredOn),
    fact("Ended on", "day", (one) => one.endedOn),
    fact("Reason", "long text", (one) => one.reason),
  ],
  correction: correction({
    fields: {
      invitedOn: { ...date({ label: "Invited on" }), keys: ["invited"] },
      answeredOn: { ...date({ label: "Answered on", optional: true }), keys: ["answered", "since", "joined"] },
      endedOn: { ...date({ label: "Ended on", optional: true }), keys: ["ended", "left"] },
      why: text({ label: "Why it ended", from: "key", optional: true }),
    },
    valuesOf: ({ invitedOn, answeredOn, endedOn, reason }) => ({ invitedOn, answeredOn, endedOn, why: reason }),
    save: async (before, values, reason, env) => {
      const { why, ...days } = values;
      refuseWrong(before, days);
      return env.stores.ambassadors.correct(before.id, { ...days, reason: why }, reason, env.write);
    },
  }),
});

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
