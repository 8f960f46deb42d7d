import { quarterOf, yearOf } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { text } from "../../src/core/fields/text.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { MeasureEntry } from "../../src/domain/measure/measures.ts";
import { entriesFor, measureOf, type Said, writes } from "./entry.ts";
import { audienceFields, placeFields, SAID, saidFields } from "./fields.ts";
import { recordedReply } from "./receipt.ts";

const QUARTERS = ["1", "2", "3", "4"];

export const measureBaseline = defineCommand({
  name: "measure baseline",
  summary: "Record what a measure's progress is counted from, and how complete that is.",
  roles: ["lead", "officer"],
  fields: {
    ...placeFields,
    period: period({ besideDays: true }),
    ...saidFields,
    ...audienceFields,
    quarters: choice({
      label: "Quarters reported",
      optional: true,
      keys: ["coverage"],
      choices: QUARTERS.map((value) => ({
        value,
        label: value,
        words: new RegExp(`\\b${value} (?:of (?:4|four) )?quarters?\\b`),
      })),
    }),
    agreedWith: text({ label: "Agreed with", from: "key", optional: true, keys: ["agreed", "agreed-with", "partner"] }),
  },
  anyOf: [SAID],
  cues: { tells: "past", patterns: [[/\bbaseline\b/, 3]] },
  examples: ["measure baseline attendance 2023 value=431 quarters=1 agreedWith=AERC"],
  scope: (said, env) => writes(said, env),
  review: (said, context) => {
    baselinesOf(said, context);
    return [];
  },
  execute: async (said, env) => {
    const entries = baselinesOf(said, env);
    return recordedReply(await env.stores.measures.record(entries, env.write), entries, env, []);
  },
});

interface SaidBaseline extends Said {
  period: string;
  quarters: string | undefined;
  agreedWith: string | undefined;
}

/** A whole quarter or a whole year: of any other stretch no target could be worked out. */
function baselinesOf(said: SaidBaseline, context: Context): MeasureEntry[] {
  const asked = periodOf(said.period, context.city);
  const whole = [quarterOf(asked.start, context.city), yearOf(asked.start, context.city)];
  if (!whole.some(({ start, end }) => start === asked.start && end === asked.end))
    throw new Refusal("A baseline is of one quarter or one year.", "period");
  if (asked.start > context.today) throw new Refusal(`${asked.label} has not begun.`, "period");
  const quarters = said.quarters === undefined ? undefined : Number(said.quarters);
  return entriesFor(measureOf(said.measure, context), asked, said, context).map((entry) => ({
    ...entry,
    baseline: { quarters, agreedWith: said.agreedWith },
  }));
}
