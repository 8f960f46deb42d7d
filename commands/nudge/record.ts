import { departmentFact, fact } from "../../src/core/records/field.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { NUDGE_ANSWERS, type NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import { answerLine, decisionsFor } from "./words.ts";

/** NU-…: what a lead answered to a nudge. Undone, it is as if it had not been said. */
export const ANSWER = recordKind<NudgeAnswer>({
  ...NUDGE_ANSWERS,
  listedBy: "nudge list",
  store: ({ nudges }) => nudges,
  touches: ({ department }) => ({ to: "write", of: { department } }),
  line: answerLine,
  more: (answer, env) => ({ before: decisionsFor(answer, env) }),
  fields: [
    fact("Answer", "text", (one) => one.kind),
    departmentFact(),
    fact("Quarter", "text", (one) => one.quarter),
    fact("From", "day", (one) => one.startsOn, { as: "starts_on" }),
    fact("Until", "day", (one) => one.endsOn, { as: "ends_on" }),
    fact("Obligation", "text", (one) => one.obligation),
    fact("Handed over to", "text", (one) => one.personName),
    fact("Reason", "long text", (one) => one.reason),
    fact("Decision", "text", (one) => one.decision),
    fact("Decided by", "text", (one) => one.decidedByName),
    fact("Because", "long text", (one) => one.because),
  ],
});
