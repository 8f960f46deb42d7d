import { addDays, type Period, quarterOf, yearOf as yearPeriod } from "../../core/calendar/calendar.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { Figures } from "../../domain/measure/measures.ts";
import { amountOf, type Line, lineOf, PARTS, type Part, type Year, yearOf } from "./series.ts";
import { type Aim, agreedBase, aimOf, type Base, baseOf } from "./targets.ts";
import { printAmount } from "./words.ts";

/** One measure over some years: what every text, table, chart and file about it is made from. */
export interface MeasureReport {
  measure: Measure;
  /** How many departments report it, each for itself; undefined where one is looked at, or it is the city's. */
  departments: number | undefined;
  lines: readonly MeasureLine[];
  years: readonly MeasureYear[];
}

/** One quarter, or one year of a measure that is reported yearly. */
export interface MeasureLine extends Line {
  /** The same quarter a year before. */
  before: Line;
  /** For all audiences together. */
  aim: Aim | undefined;
}

export interface MeasureYear {
  period: Period;
  totals: Readonly<Record<Part, Year>>;
  before: Readonly<Record<Part, Year>>;
  aims: Readonly<Record<Part, Aim | undefined>>;
  /** What was agreed to measure progress against. */
  baseline: (Base & { start: IsoDate; end: IsoDate }) | undefined;
}

export interface ReportAsked {
  asked: Period;
  /** Undefined for the city. */
  department: string | undefined;
  city: City;
  /** How many departments there are, where it is about the city. */
  departments?: number;
}

/** The first day whose figures a report needs: a year before its own first one. */
export const reportFrom = ({ start }: Period, city: City): IsoDate =>
  yearPeriod(addDays(yearPeriod(start, city).start, -1), city).start;

/** The last day of the last year that is shown. */
export const reportUntil = ({ end }: Period, city: City): IsoDate => yearPeriod(end, city).end;

export function reportOf(measure: Measure, figures: Figures, asking: ReportAsked): MeasureReport {
  const { asked, department, city } = asking;
  const years = yearsIn(asked, city);
  const linesOf = (year: Period) =>
    periodsOf(measure, year, city).map((period) => lineOf(measure, figures, period, department));
  const all = years.map((year) => {
    const earlier = yearPeriod(addDays(year.start, -1), city);
    return { year, earlier, lines: linesOf(year), before: linesOf(earlier) };
  });
  const agreed = (part: Part, before: IsoDate) => agreedFor(measure, figures, part, before, department, city);
  return {
    measure,
    departments: department === undefined && measure.per === "department" ? asking.departments : undefined,
    lines: all.flatMap(({ lines, before }) =>
      lines.map((line, at) => withAim(measure, line, before[at] ?? line, agreed("together", line.period.start))),
    ),
    years: all.map(({ year, earlier, lines, before }) => {
      const totals = byPart((part) => yearOf(measure, lines, part));
      const earlierTotals = byPart((part) => yearOf(measure, before, part));
      const aims = byPart((part) => {
        const baseline = agreed(part, year.start);
        const prior = baseFor(measure, earlierTotals[part], earlier, standIn(baseline, earlier));
        return aimOf({ measure, prior, baseline });
      });
      const base = agreed("together", year.start);
      const baseline = base && { ...base.base, start: base.start, end: base.end };
      return { period: year, totals, before: earlierTotals, aims, baseline };
    }),
  };
}

type Agreed = { base: Base; start: IsoDate; end: IsoDate; years: number } | undefined;

function agreedFor(
  measure: Measure,
  figures: Figures,
  part: Part,
  before: IsoDate,
  department: string | undefined,
  city: City,
): Agreed {
  const agreed = agreedBase(measure, figures, part, { before, department });
  if (!agreed) return undefined;
  const number = (day: IsoDate) => Number(yearPeriod(day, city).id.replace("FY", ""));
  return { ...agreed, years: number(before) - number(agreed.end) };
}

/**
 * What the year before was: its quarters, or what was agreed of it as a whole. Where both are there and the quarters are not
 * all of the year, the agreed figure counts, and what the quarters add up to is said beside it.
 */
function baseFor(measure: Measure, year: Year, { label }: Period, agreed: Base | undefined): Base | undefined {
  const quarters = baseOf(measure, year, label);
  if (!agreed || !quarters || quarters.partial === undefined) return quarters ?? agreed;
  const beside = `${label} adds up to ${printAmount(measure, quarters.value)} in ${year.reported} of ${year.of} quarters`;
  return { ...agreed, beside };
}

/** An agreed baseline for the very year before, where that year's quarters were not reported. */
const standIn = (agreed: Agreed, { start, end }: Period): Base | undefined =>
  agreed?.start === start && agreed.end === end ? agreed.base : undefined;

/** A quarter's own target: grown from the same quarter, or what holds at any time. A year's sum is no quarter's target. */
function withAim(measure: Measure, line: Line, before: Line, baseline: Agreed): MeasureLine {
  const amount = amountOf(measure, before.cells.together);
  const base = amount === undefined ? undefined : { value: amount, label: before.period.label, partial: undefined };
  const yearly = measure.year === "sum" && measure.every === "quarter";
  const rule = measure.target?.rule;
  if (yearly && rule !== undefined && rule !== "prior-year") return { ...line, before, aim: undefined };
  return { ...line, before, aim: aimOf({ measure, prior: base ?? standIn(baseline, before.period), baseline }) };
}

function byPart<Value>(of: (part: Part) => Value): Record<Part, Value> {
  return { employee: of("employee"), contractor: of("contractor"), unsplit: of("unsplit"), together: of("together") };
}

/** Every fiscal year that the period touches. */
function yearsIn({ start, end }: Period, city: City): Period[] {
  const years: Period[] = [];
  for (let year = yearPeriod(start, city); year.start <= end; year = yearPeriod(addDays(year.end, 1), city))
    years.push(year);
  return years;
}

function periodsOf({ every }: Measure, year: Period, city: City): Period[] {
  if (every === "year") return [year];
  const quarters = [quarterOf(year.start, city)];
  for (let last = year.start; quarters.length < 4; ) {
    last = addDays(quarterOf(last, city).end, 1);
    quarters.push(quarterOf(last, city));
  }
  return quarters;
}

/** Series that anybody reported, or that the plan wants kept apart; together stands alone where there is no other. */
export function partsShown({ measure, lines }: MeasureReport): Part[] {
  const apart = PARTS.filter(
    (part) =>
      part !== "together" &&
      (lines.some(({ cells }) => cells[part] !== undefined) || measure.split.some((audience) => audience === part)),
  );
  const [only, other] = apart;
  return only === undefined || (only === "unsplit" && other === undefined) ? ["together"] : [...apart, "together"];
}
