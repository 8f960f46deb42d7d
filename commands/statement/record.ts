import { date } from "../../src/core/fields/date.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { fallsIn, isLate, STATEMENTS, type Statement, type Trigger } from "../../src/domain/statement/statements.ts";
import { dueBefore, fileFields, short } from "./fields.ts";
import { actions, reading, statementLine, statementReceipt } from "./words.ts";

/** A day that is given by name only: two days in one sentence would be a guess. */
const day = (label: string, key: string) => ({
  ...date({ label, optional: true }),
  keys: [key],
  find: () => ({ state: "absent" }) as const,
});

const FIELDS = {
  ...fileFields,
  submittedOn: day("Submitted on", "submitted"),
  attachedOn: day("Attached on", "attached"),
  outcome: short("Outcome", ["result"]),
};

/** IS-…: undone it counts nowhere, and nothing that was written is gone. */
export const STATEMENT_RECORD = recordKind<Statement>(
  {
    ...STATEMENTS,
    listedBy: "statement list",
    dated: "Due on",
    store: ({ statements }) => statements,
    touches: ({ preparer, department }) => ({
      to: "write",
      of: { entry: { author: preparer, department, closed: false } },
    }),
    reads: (one, { actor }) => reading(one, actor),
    fallsIn,
    line: statementLine,
    fields: [
      fact("File", "text", (one) => one.file),
      fact("Title", "text", (one) => one.title),
      fact("Trigger", "text", (one) => one.trigger),
      departmentFact(),
      fact("Requested by", "text", (one) => one.requestedBy),
      fact("Requested on", "day", (one) => one.requestedOn),
      fact("Committee", "text", (one) => one.committee),
      fact("Hearing on", "day", (one) => one.hearingOn),
      fact("Due on", "day", (one) => one.dueOn),
      fact("Submitted on", "day", (one) => one.submittedOn),
      fact("Attached on", "day", (one) => one.attachedOn),
      // Yes, no, or nothing while nothing is due (row H3).
      fact("Late", "yes or no", (one, { today }) => (one.dueOn === undefined ? undefined : isLate(one, today))),
      fact("Outcome", "text", (one) => one.outcome),
      fact("Amended", "yes or no", (one) => one.amended),
      fact("Change", "text", (one) => one.change),
      fact("Prepared by", "text", (one) => one.preparerName),
      fact("Helped by", "text", (one) => one.helperName),
    ],
    correction: correction({
      fields: FIELDS,
      valuesOf: (one) =>
        Object.fromEntries(Object.keys(FIELDS).map((name) => [name, one[name as keyof typeof FIELDS]])),
      save: async (before, values, reason, env) => {
        const { trigger, ...said } = values;
        const gone = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, undefined]));
        const dueOn = await dueBefore(said.hearingOn, env);
        const facts = { ...gone, ...said, trigger: trigger as Trigger, dueOn };
        return env.stores.statements.correct(before.id, facts, reason, env.write);
      },
    }),
  },
  { actions, receipt: statementReceipt },
);
