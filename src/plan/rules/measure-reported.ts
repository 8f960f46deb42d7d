import * as z from "zod";
import { printDay } from "../../core/calendar/calendar.ts";
import { type MeasureFact, recordsOf } from "../../domain/plan/facts.ts";
import { defineRule } from "../rule.ts";

/**
 * Rows E28, E29: a figure is reported for the period, whatever it is; zero is a report. Where the plan says which states
 * comply, any other that is reported is due, and overdue once its period is over: "met" means compliant.
 */
export const measureReported = defineRule({
  name: "measure-reported",
  summary:
    "A figure reported for `measure` for each period; where it is a state, one of the `compliant` ones, where any are named.",
  schema: z.strictObject({ measure: z.string(), compliant: z.array(z.string()).default([]) }),
  judge: ({ measure, compliant }, { facts: { reported, latest }, department, within }) => {
    const remedy = {
      label: "Report a figure",
      command: "measure record",
      values: { measure, ...(department === undefined ? {} : { department }) },
    };
    const complies = ({ state }: MeasureFact) => compliant.length === 0 || compliant.includes(state ?? "");
    const fact = reported.get(measure);
    const last = latest.get(measure);
    // What did not comply before, and of which nothing was said since, is still so.
    if (!fact && last && !complies(last))
      return {
        met: false,
        overdue: true,
        words: `${wordsOf(last)}, for the time to ${printDay(last.until ?? "")}`,
        evidence: recordsOf(last),
        remedy,
      };
    if (!fact)
      return { met: undefined, words: `nothing for this ${within === "plan" ? "plan period" : within}`, remedy };
    const said = { words: wordsOf(fact), value: fact.value, outOf: fact.of, evidence: recordsOf(fact) };
    return complies(fact) ? { ...said, met: true } : { ...said, met: false, remedy };
  },
});

/** "reported: 30 of 120": no percentage, for a total may be anything. */
function wordsOf({ value, of, on, state }: MeasureFact): string {
  const total = of === undefined ? "" : ` of ${of.toLocaleString("en-US")}`;
  const figure = value === undefined ? state : `${value.toLocaleString("en-US", { maximumFractionDigits: 4 })}${total}`;
  return figure === undefined ? `reported${on === undefined ? "" : `: ${printDay(on)}`}` : `reported: ${figure}`;
}
