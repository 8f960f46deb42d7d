import * as z from "zod";
import { defineRule } from "../rule.ts";

/** Row C5: every statement that is required is submitted before its file is heard. */
export const statementsOnTime = defineRule({
  name: "statements-on-time",
  summary: "Every required impact statement submitted by its day.",
  schema: z.strictObject({}),
  statements: (within) => within,
  judge: (_parameters, { facts: { statements }, department, within }) => {
    const fact = statements[within];
    const values = department === undefined ? {} : { department };
    if (!fact || fact.required === 0)
      return {
        met: undefined,
        pending: false,
        words: "none on record",
        remedy: { label: "Add a statement", command: "statement add", values },
      };
    const late = fact.late === 0 ? "" : `, ${fact.late} late`;
    return {
      met: fact.submitted >= fact.required && fact.late === 0,
      overdue: fact.late > 0,
      words: `${fact.submitted} of ${fact.required} submitted${late}`,
      value: fact.submitted,
      outOf: fact.required,
      evidence: fact.records,
      remedy: { label: "Show the statements", command: "statement list", values },
    };
  },
});
