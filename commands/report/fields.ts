import { type Period, printPeriod, quarterOf, yearOf } from "../../src/core/calendar/calendar.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import { record } from "../../src/core/fields/record.ts";
import type { City } from "../../src/core/places/city.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { PaperKindName } from "../../src/domain/paper/papers.ts";

/** Papers about a period: those that are sent for review. */
const OF_PERIODS = ["annual", "quarterly", "clerk"] as const satisfies readonly PaperKindName[];

const WORDS = { annual: /\b(?:annual|yearly)\b/, quarterly: /\bquarterly\b/, clerk: /\bclerk\b/ };

export const paperKindField = () =>
  choice({
    label: "Report",
    question: "Which report?",
    keys: ["report", "paper"],
    choices: ({ plan }) =>
      OF_PERIODS.map((kind) => ({
        value: kind,
        label: plan.papers.find((one) => one.kind === kind)?.title ?? kind,
        words: WORDS[kind],
      })),
  });

export const paperRecordField = () => ({ ...record(), label: "Paper", hint: "Its number, like RP-2026-0001" });

/** The annual and the clerk's report are of a fiscal year, the council report is of a quarter. */
export function reported(kind: PaperKindName, id: string, city: City): Period {
  const period = periodOf(id, city);
  const whole = kind === "quarterly" ? quarterOf(period.start, city) : yearOf(period.start, city);
  if (whole.start === period.start && whole.end === period.end) return period;
  throw new Refusal(
    `That report is of a ${kind === "quarterly" ? "quarter" : "year"}, and ${printPeriod(period)} is none. Ask for ${whole.id}.`,
    "period",
  );
}
