import * as z from "zod";
import { printDay } from "../../core/calendar/calendar.ts";
import { type MeasureFact, recordsOf } from "../../domain/plan/facts.ts";
import { defineRule } from "../rule.ts";

/** Rows E28, E29: a figure is reported for the period, whatever it is; zero is a report. */
export const measureReported = defineRule({
  name: "measure-reported",
  summary: "A figure reported for `measure` for each period.",
  schema: z.strictObject({ measure: z.string() }),
  judge: ({ measure }, { facts: { reported }, department, within }) => {
    const fact = reported.get(measure);
    if (!fact)
      return {
        met: undefined,
        words: `nothing for this ${within === "plan" ? "plan period" : within}`,
        remedy: {
          label: "Report a figure",
          command: "measure record",
          values: { measure, ...(department === undefined ? {} : { department }) },
        },
      };
    return { met: true, words: wordsOf(fact), value: fact.value, outOf: fact.of, evidence: recordsOf(fact) };
  },
});

/** "reported: 30 of 120": no percentage, for a total may be anything. */
function wordsOf({ value, of, on, state }: MeasureFact): string {
  const total = of === undefined ? "" : ` of ${of.toLocaleString("en-US")}`;
  const figure = value === undefined ? state : `${value.toLocaleString("en-US")}${total}`;
  return figure === undefined ? `reported${on === undefined ? "" : `: ${printDay(on)}`}` : `reported: ${figure}`;
}
