import { printDay } from "../../core/calendar/calendar.ts";
import { compare, type Decimal, decimalOf, grown, isZero, minus, percentOf, plus } from "../../core/records/decimal.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { Figures, MeasureRecord } from "../../domain/measure/measures.ts";
import { amountOf, type Cell, type Part, type Year } from "./series.ts";

/** What there is to grow from. */
export interface Base {
  value: Decimal;
  /** "2023", "Q4 2023". */
  label: string;
  /** "baseline 1 of 4 quarters" where not all of it was reported (trap G3). */
  partial: string | undefined;
  /** What another basis of the same year says. */
  beside?: string | undefined;
}

/** What is to be reached, or why nobody can say. */
export type Aim = { value: Decimal; words: string; partial: string | undefined } | { value: undefined; words: string };

/** To what a target is rounded, away from where it started: a person is whole, money has cents. */
const STEPS = {
  count: "1",
  number: "0.1",
  rate: "0.1",
  points: "0.1",
  share: "0.1",
  money: "0.01",
  fte: "0.01",
  date: "1",
  state: "1",
} as const;

/** Everything a target is worked out from. */
export interface Aimed {
  measure: Measure;
  /** The period a year earlier: what the plan's "+5 % on last year" grows from. */
  prior: Base | undefined;
  /** The agreed baseline, and how many years have passed since. */
  baseline: { base: Base; years: number } | undefined;
}

/** Row B12, traps G2 to G4. Undefined where the plan sets no target. */
export function aimOf({ measure, prior, baseline }: Aimed): Aim | undefined {
  const { target, direction } = measure;
  if (!target) return undefined;
  if (target.rule === "absolute") {
    const value = decimalOf(String(target.value));
    return value === undefined ? undefined : { value, words: setBy(measure), partial: undefined };
  }
  const percent = (direction === "down" ? -1 : 1) * Math.abs(target.percent);
  const said = `${percent < 0 ? "−" : "+"} ${Math.abs(percent)} %`;
  if (target.rule === "prior-year") return grownFrom(prior, percent, 1, said, measure);
  const words = baseline && baseline.years > 1 ? `${said} a year, ${baseline.years} times` : said;
  return grownFrom(baseline?.base, percent, baseline?.years ?? 0, words, measure);
}

/** "set by Nadia Rahman on 21 Nov 2026": a target defined here is its author's, not the plan's. */
const setBy = ({ definedBy }: Measure): string =>
  definedBy === undefined ? "set by the plan" : `set by ${definedBy.name} on ${printDay(definedBy.on)}`;

function grownFrom(base: Base | undefined, percent: number, times: number, said: string, measure: Measure): Aim {
  if (!base) return { value: undefined, words: "no baseline" };
  if (isZero(base.value)) return { value: undefined, words: `no target: ${base.label} was 0` };
  const value = grown(base.value, percent, times, STEPS[measure.value]);
  const partial = [base.partial, base.beside].filter((one) => one !== undefined).join("; ");
  return { value, words: `${base.label} ${said}`, partial: partial || undefined };
}

/** The year before as a base; an agreed baseline for that very year stands in where nobody reported. */
export function baseOf(measure: Measure, year: Year, label: string): Base | undefined {
  const value = amountOf(measure, year.cell);
  return value === undefined ? undefined : { value, label, partial: partialOf(year.reported, year.of) };
}

export const partialOf = (reported: number, of: number): string | undefined =>
  reported < of ? `baseline ${reported} of ${of} quarters` : undefined;

/** The newest agreed baseline that ends before a day, its audiences and departments added up. */
export function agreedBase(
  measure: Measure,
  { recorded }: Figures,
  part: Part,
  { before, department }: { before: string; department: string | undefined },
): { base: Base; start: string; end: string } | undefined {
  const all = recorded.filter(
    (one) =>
      one.measure === measure.id &&
      one.baseline !== undefined &&
      one.end < before &&
      (department === undefined || one.department === department) &&
      (part === "together" || one.audience === part),
  );
  const newest = all
    .map(({ end }) => end)
    .sort()
    .at(-1);
  const same = all.filter(({ end }) => end === newest);
  const [first] = same;
  const value = first && amountOf(measure, cellOf(same));
  if (!first || value === undefined) return undefined;
  const quarters = same.map(({ baseline }) => baseline?.quarters).filter((one) => one !== undefined);
  const least = quarters.length > 0 ? Math.min(...quarters) : undefined;
  const partial = least === undefined ? undefined : partialOf(least, 4);
  return { base: { value, label: "the baseline", partial }, start: first.start, end: first.end };
}

function cellOf(records: readonly MeasureRecord[]): Cell {
  const sum = (of: "value" | "of") =>
    records.reduce<Decimal | undefined>((all, one) => {
      const value = one[of];
      return all === undefined || value === undefined ? (all ?? value) : plus(all, value);
    }, undefined);
  return {
    value: sum("value"),
    of: sum("of"),
    on: undefined,
    state: undefined,
    from: "recorded",
    records: records.map(({ id }) => id),
    places: [],
    spread: [],
    counted: undefined,
  };
}

/** Whether a value is where the target wants it. */
export const reaches = ({ direction }: Measure, value: Decimal, target: Decimal): boolean =>
  direction === "up" ? compare(value, target) >= 0 : compare(value, target) <= 0;

/** How one value stands to an earlier one; without a base, or from zero, there is no percentage (trap G4). */
export interface Change {
  by: Decimal;
  percent: Decimal | undefined;
}

export const changeOf = (now: Decimal, before: Decimal): Change => {
  const by = minus(now, before);
  return { by, percent: isZero(before) ? undefined : percentOf(by, before.replace("-", "")) };
};
