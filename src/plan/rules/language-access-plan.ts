import * as z from "zod";
import { addMonths, printDay } from "../../core/calendar/calendar.ts";
import { recordsOf } from "../../domain/plan/facts.ts";
import { defineRule } from "../rule.ts";

/** Row D14: a language access plan no older than so many months; one that runs out within the window is due before it does. */
export const languageAccessPlan = defineRule({
  name: "language-access-plan",
  summary: "The document whose day is reported as `measure` is at most `months` old.",
  words: /\blanguage access\b/,
  schema: z.strictObject({ measure: z.string(), months: z.int().min(1).default(24) }),
  judge: ({ measure, months }, { facts: { latest }, department, on, due }) => {
    const fact = latest.get(measure);
    const remedy = {
      label: "Report the plan's day",
      command: "measure record",
      values: { measure, ...(department === undefined ? {} : { department }) },
    };
    if (!fact?.on) return { met: undefined, words: "no plan reported", remedy };
    const until = addMonths(fact.on, months);
    const met = until >= due;
    const overdue = until < on;
    const standing = overdue ? "out of date since" : met ? "current until" : "to be reviewed by";
    return {
      met,
      overdue,
      words: `plan of ${printDay(fact.on)}, ${standing} ${printDay(until)}`,
      evidence: recordsOf(fact),
      ...(met ? {} : { remedy }),
    };
  },
});
