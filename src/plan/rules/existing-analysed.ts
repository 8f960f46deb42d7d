import * as z from "zod";
import { printDay } from "../../core/calendar/calendar.ts";
import { defineRule } from "../rule.ts";

/** Row C2, trap G10: completed within the obligation's own period. Row H9: a city may ask for several, or for some each year. */
export const existingAnalysed = defineRule({
  name: "existing-analysed",
  summary: "`atLeast` existing policies or programs analysed within the obligation's period.",
  schema: z.strictObject({ atLeast: z.int().min(1).default(1) }),
  analyses: (within) => within,
  judge: ({ atLeast }, { facts: { analyses }, department, due, within }) => {
    const fact = analyses[within];
    const completed = fact?.completedExisting ?? 0;
    const said = { value: completed, outOf: atLeast, evidence: fact?.existingRecords };
    if (completed >= atLeast) return { ...said, met: true, words: `${completed} completed` };
    return {
      ...said,
      met: fact === undefined ? undefined : false,
      words: `${completed === 0 ? "none" : `${completed} of ${atLeast}`} yet, due by ${printDay(due)}`,
      remedy: {
        label: "Start an analysis",
        command: "analysis start",
        values: { kind: "existing", ...(department === undefined ? {} : { department }) },
      },
    };
  },
});
