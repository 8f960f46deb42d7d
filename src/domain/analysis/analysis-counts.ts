import { Temporal } from "temporal-polyfill";
import type { City, IsoDate } from "../../core/places/city.ts";
import type { AnalysisCount } from "./analyses.ts";

type Figures = Pick<
  AnalysisCount,
  "registered" | "started" | "completed" | "evaluated" | "withdrawn" | "exempt" | "analysed" | "engaged" | "overdue"
>;

const NONE: Figures = {
  registered: 0,
  started: 0,
  completed: 0,
  evaluated: 0,
  withdrawn: 0,
  exempt: 0,
  analysed: 0,
  engaged: 0,
  overdue: 0,
};

/** Counts of several kinds or departments, added up. */
export function sumOf(counts: readonly Figures[]): Figures {
  const sums = { ...NONE };
  for (const name of Object.keys(NONE) as (keyof Figures)[])
    sums[name] = counts.reduce((sum, one) => sum + one[name], 0);
  return sums;
}

/** Row C1: of the new items registered in the period, how many are analysed; no share where nothing is registered. */
export function newRule(counts: readonly AnalysisCount[]): {
  registered: number;
  analysed: number;
  percent: number | undefined;
} {
  const { registered, analysed } = sumOf(counts.filter(({ kind }) => kind === "new"));
  return { registered, analysed, percent: registered === 0 ? undefined : Math.round((100 * analysed) / registered) };
}

/**
 * Row C2, trap G10: existing items whose analysis was completed within the plan period (not the calendar year), and the
 * days left of it. `counts` are those of the plan period.
 */
export function existingRule(
  counts: readonly AnalysisCount[],
  { planPeriod: { end } }: City,
  today: IsoDate,
  quota = 1,
): { met: boolean; completed: number; daysLeft: number } {
  const { completed } = sumOf(counts.filter(({ kind }) => kind === "existing"));
  const days = Temporal.PlainDate.from(today).until(end, { largestUnit: "day" }).days;
  return { met: completed >= quota, completed, daysLeft: Math.max(0, days) };
}
