import * as z from "zod";
import { printDay } from "../../core/calendar/calendar.ts";
import { type MeasureFact, recordsOf } from "../../domain/plan/facts.ts";
import type { Remedy } from "../../domain/plan/finding.ts";
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
    const window = within === "plan" ? "plan period" : within;
    if (!fact) return { met: undefined, words: `nothing for this ${window}`, remedy: affirmed(remedy, last, window) };
    const said = { words: wordsOf(fact), value: fact.value, outOf: fact.of, evidence: recordsOf(fact) };
    return complies(fact) ? { ...said, met: true } : { ...said, met: false, remedy };
  },
});

/** A state that was reported before is said again with one press; a count never is. */
function affirmed(remedy: Remedy, last: MeasureFact | undefined, window: string): Remedy {
  if (last?.state === undefined) return remedy;
  const values = { ...remedy.values, state: last.state };
  return { ...remedy, label: `No change this ${window}`, values, affirms: true };
}

/** "reported: 30 of 120": no percentage, for a total may be anything. */
function wordsOf({ value, of, on, state }: MeasureFact): string {
  const total = of === undefined ? "" : ` of ${of.toLocaleString("en-US")}`;
  const figure = value === undefined ? state : `${value.toLocaleString("en-US", { maximumFractionDigits: 4 })}${total}`;
  return figure === undefined ? `reported${on === undefined ? "" : `: ${printDay(on)}`}` : `reported: ${figure}`;
}
