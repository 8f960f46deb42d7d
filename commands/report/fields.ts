import { type Period, printPeriod, quarterOf, yearOf } from "../../src/core/calendar/calendar.ts";
import type { FieldOf } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { isPeriodId, period, periodOf } from "../../src/core/fields/period.ts";
import { record } from "../../src/core/fields/record.ts";
import type { City } from "../../src/core/places/city.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { PaperKindName } from "../../src/domain/paper/papers.ts";

/** Papers about a period: those that are sent for review. */
const OF_PERIODS = ["annual", "quarterly", "clerk"] as const satisfies readonly PaperKindName[];

const WORDS = { annual: /\b(?:annual|yearly)\b/, quarterly: /\bquarterly\b/, clerk: /\bclerk\b/, cover: /\bcover\b/ };

/** `also` is what is written and never sent: a cover goes with what it lies before. */
export const paperKindField = (also: readonly "cover"[] = []) =>
  choice({
    label: "Report",
    question: "Which report?",
    keys: ["report", "paper"],
    choices: ({ plan }) =>
      [...OF_PERIODS, ...also].map((kind) => ({
        value: kind,
        label: plan.papers.find((one) => one.kind === kind)?.title ?? kind,
        words: WORDS[kind],
      })),
  });

export const paperRecordField = () => ({ ...record(), label: "Paper", hint: "Its number, like RP-2026-0001" });

/** Of a cover, the record it lies before; of any other paper, its period. */
export function paperSubjectField(): FieldOf<string, false> {
  const [days, id] = [period(), record()];
  return {
    ...days,
    label: "Period, or record of a cover",
    find: (sentence, context) => {
      const named = id.find(sentence, context);
      return named.state === "absent" ? days.find(sentence, context) : named;
    },
    read: (raw, context) => {
      const named = id.read(raw, context);
      return named.state === "found" ? named : days.read(raw, context);
    },
    print: (value, context) => (isRecordId(value) ? value : days.print(value, context)),
  };
}

const isRecordId = (value: string): boolean => /^[A-Z]{2}-\d{4}-\d{4,}$/.test(value);

/** The annual and the clerk's report are of a fiscal year, the council report is of a quarter. */
export function reported(kind: PaperKindName, id: string, city: City): Period {
  const sort = kind === "quarterly" ? "quarter" : "year";
  if (!isPeriodId(id, city))
    throw new Refusal(`That report is of a ${sort}, and ${id} is none. Say which ${sort}.`, "period");
  const asked = periodOf(id, city);
  const whole = kind === "quarterly" ? quarterOf(asked.start, city) : yearOf(asked.start, city);
  if (whole.start === asked.start && whole.end === asked.end) return asked;
  throw new Refusal(`That report is of a ${sort}, and ${printPeriod(asked)} is none. Ask for ${whole.id}.`, "period");
}
