import * as z from "zod";
import { defineRule } from "../rule.ts";

/** Rows C1, C3: every new policy and program on the register is analysed. Without a register there is no share. */
export const newItemsAnalysed = defineRule({
  name: "new-items-analysed",
  summary: "Every new item registered in the plan's period is analysed.",
  schema: z.strictObject({}),
  analyses: () => "plan",
  judge: (_parameters, { facts: { analyses }, department }) => {
    const values = { kind: "new", ...(department === undefined ? {} : { department }) };
    const { registeredNew: registered = 0, analysedNew: analysed = 0, newRecords } = analyses.plan ?? {};
    if (registered === 0)
      return {
        met: undefined,
        pending: false,
        words: "none registered",
        remedy: { label: "Register a new item", command: "analysis register", values },
      };
    return {
      met: analysed >= registered,
      words: `${analysed} of ${registered} analysed`,
      value: analysed,
      outOf: registered,
      evidence: newRecords,
      remedy: {
        label: "Show what is left",
        command: "analysis list",
        values: department === undefined ? {} : { department },
      },
    };
  },
});
