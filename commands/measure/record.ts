import {
  addDays,
  type Period,
  previousQuarter,
  printPeriod,
  quarterOf,
  yearOf,
} from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { toNumber } from "../../src/core/records/decimal.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import type { Measure } from "../../src/domain/measure/measure.ts";
import type { Figures, MeasureEntry } from "../../src/domain/measure/measures.ts";
import { amountOf, lineOf, type Part } from "../../src/reports/measures/series.ts";
import { changeWords, printAmount, printFigure } from "../../src/reports/measures/words.ts";
import { entriesOf, measureOf, writes } from "./entry.ts";
import { audienceFields, placeFields, SAID, saidFields } from "./fields.ts";
import { recordedReply } from "./receipt.ts";

export const measureRecord = defineCommand({
  name: "measure record",
  summary: "Record a figure of a measure for a quarter or year.",
  roles: ["lead", "officer"],
  rootDefault: true,
  fields: { ...placeFields, ...saidFields, ...audienceFields },
  anyOf: [SAID],
  cues: {
    tells: "past",
    patterns: [
      [/\bmeasures?\b/, 1],
      [/\b(?:figure|indicator)s?\b/, 1],
      [/\b(?:record(?:ed)?|report(?:ed)?|log(?:ged)?|updated|set|enter(?:ed)?)\b/, 0.5],
      [/\d/, 0.5],
    ],
  },
  examples: [
    "measure record job-descriptions total=120 updated=30",
    "30 of 120 job descriptions are updated, measure for q3",
  ],
  scope: (said, env) => writes(said, env),
  review: (said, context) => {
    entriesOf(said, context);
    return [];
  },
  execute: async (said, env) => {
    const entries = entriesOf(said, env);
    const outcomes = await env.stores.measures.record(entries, env.write);
    return recordedReply(outcomes, entries, env, await beside(entries, measureOf(said.measure, env), env));
  },
});

/** What other records say of the same period, and how it compares with the period before (row B7). */
async function beside([entry]: readonly MeasureEntry[], measure: Measure, env: Env): Promise<Block[]> {
  if (!entry) return [];
  const { department, start, end } = entry;
  const before = periodBefore(measure, start, env);
  const sessions = sessionsOf(measure, env);
  const measures = [measure, ...(sessions ? [sessions] : [])];
  const asked = { measures, department, start: before.start, end, today: env.today };
  const figures = await env.stores.measures.figures(asked);
  const period = measure.every === "year" ? yearOf(start, env.city) : quarterOf(start, env.city);
  return [
    ...differences(measure, figures, period, department),
    ...comparison(measure, figures, [period, before], department),
    ...crowd(measure, sessions, figures, period, department),
  ];
}

/** More people than this in one session are asked about, as when a session is logged (trap G5). */
const LARGE = 500;

/** The measure that counts the sessions in which a measure's people took part. */
function sessionsOf({ from, per }: Measure, { catalog }: Env): Measure | undefined {
  if (from?.count !== "attendance") return undefined;
  const count = ({ from: other }: Measure) =>
    other?.count === "sessions" && "training" in from && "training" in other && other.training === from.training;
  return catalog.measures.find((one) => one.per === per && count(one));
}

/** Trap G5: 980 people in 1 session may be right, so it is recorded; it is asked all the same. */
function crowd(
  measure: Measure,
  sessions: Measure | undefined,
  figures: Figures,
  period: Period,
  department: string | undefined,
): Block[] {
  const amount = (one: Measure) => amountOf(one, lineOf(one, figures, period, department).cells.together);
  const [people, held] = [amount(measure), sessions && amount(sessions)].map((one) =>
    one === undefined ? 0 : toNumber(one),
  );
  if (!people || !held || people / held <= LARGE) return [];
  const said = `${people.toLocaleString("en-US")} people in ${held.toLocaleString("en-US")} ${held === 1 ? "session" : "sessions"}`;
  return [text(`${said}: is that right? If not, Edit corrects it.`)];
}

function periodBefore({ every }: Measure, start: string, { city }: Env): Period {
  return every === "year" ? yearOf(addDays(start, -1), city) : previousQuarter(quarterOf(start, city), city);
}

function differences(measure: Measure, figures: Figures, period: Period, department: string | undefined): Block[] {
  const { cells } = lineOf(measure, figures, period, department);
  return (["employee", "contractor", "unsplit"] as const).flatMap((part: Part) => {
    const cell = cells[part];
    if (cell?.counted === undefined) return [];
    return [
      text(
        `Other records add up to ${printAmount(measure, cell.counted)}, not ${printFigure(measure, cell)}. The figure recorded here is the one that counts.`,
      ),
    ];
  });
}

function comparison(
  measure: Measure,
  figures: Figures,
  periods: [Period, Period],
  department: string | undefined,
): Block[] {
  const [now, before] = periods.map((period) =>
    amountOf(measure, lineOf(measure, figures, period, department).cells.together),
  );
  if (now === undefined) return [];
  const words = before === undefined ? "nothing was reported" : changeWords(measure, now, before);
  return [text(`Against ${printPeriod(periods[1])}: ${words}.`)];
}
