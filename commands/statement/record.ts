import type { ValuesOf } from "../../src/core/command/field.ts";
import { date } from "../../src/core/fields/date.ts";
import type { Statement, Trigger } from "../../src/domain/statement/statements.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { dueBefore, fileFields, short } from "./fields.ts";
import { actions, statementLine, statementReceipt } from "./words.ts";

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
const KIND: PlainKind<Statement> = {
  prefix: "IS",
  get: (id, env) => env.stores.statements.get(id),
  changing: ({ preparer, department }) => ({
    to: "write",
    of: { entry: { author: preparer, department, closed: false } },
  }),
  setUndone: (id, undone, reason, env) => env.stores.statements.setUndone(id, undone, reason, env.write),
  line: statementLine,
  actions,
  receipt: statementReceipt,
  correction: {
    fields: FIELDS,
    valuesOf: (one) => Object.fromEntries(Object.keys(FIELDS).map((name) => [name, one[name as keyof typeof FIELDS]])),
    save: async (before, values, reason, env) => {
      const { trigger, ...said } = values as unknown as ValuesOf<typeof FIELDS>;
      const gone = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, undefined]));
      const dueOn = await dueBefore(said.hearingOn, env);
      const facts = { ...before, ...gone, ...said, trigger: trigger as Trigger, dueOn };
      return env.stores.statements.update(before.id, "correct", facts, reason, env.write);
    },
  },
};

export const statementRecords = plainRecords(KIND);
