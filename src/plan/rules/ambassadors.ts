import * as z from "zod";
import { defineRule } from "../rule.ts";

/** Row A3: "a larger team"; the seed gives no number, so the plan does. */
export const ambassadors = defineRule({
  name: "ambassadors",
  summary: "`atLeast` active ambassadors.",
  words: /\bambassadors?\b/,
  schema: z.strictObject({ atLeast: z.int().min(1).default(3) }),
  judge: ({ atLeast }, { facts: { ambassadors: some }, department }) => {
    const remedy = {
      label: "Recruit ambassadors",
      command: "ambassador recruit",
      values: department === undefined ? {} : { department },
    };
    if (!some) return { met: undefined, words: "nobody recruited", remedy };
    const met = some.active >= atLeast;
    return {
      met,
      words: met ? `${some.active} active` : `${some.active} of ${atLeast} active`,
      value: some.active,
      outOf: atLeast,
      evidence: some.records,
      ...(met ? {} : { remedy }),
    };
  },
});
