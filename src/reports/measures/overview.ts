import type { IsoDate } from "../../core/places/city.ts";
import { isZero, percentOf } from "../../core/records/decimal.ts";
import type { Table } from "../../core/reply/reply.ts";
import type { MeasureReport, MeasureYear } from "./report.ts";
import { amountOf } from "./series.ts";
import { stateOf, valueIn } from "./status.ts";
import { changeWords, printAmount } from "./words.ts";

const COLUMNS = [
  "Measure",
  "Level",
  "Value",
  "Reported",
  "Target",
  "Of the target",
  "Against the year before",
  "State",
];

/** Row E29: every measure in the last year that was asked for: its value, target, share of the target and trend. Levels never mix (row E24). */
export const measuresTable = (caption: string, reports: readonly MeasureReport[], today: IsoDate): Table => ({
  kind: "table",
  caption,
  columns: COLUMNS.map((label) => ({ label })),
  rows: reports.flatMap((report) => {
    const year = report.years.at(-1);
    return year ? [rowOf(report, year, today)] : [];
  }),
});

function rowOf(report: MeasureReport, year: MeasureYear, today: IsoDate): string[] {
  const { measure } = report;
  return [
    measure.name,
    measure.level,
    valueIn(report, year),
    reportedIn(report, year),
    aimOf(report, year),
    shareOfTarget(report, year),
    trendOf(report, year),
    stateOf(report, year, today),
  ];
}

/** "1 of 4 quarters, 2 of 18": how much of the year, and by how many departments. */
function reportedIn({ departments }: MeasureReport, { totals }: MeasureYear): string {
  const { cell, reported, of } = totals.together;
  const quarters = cell && of > 1 ? [`${reported} of ${of} quarters`] : [];
  const places =
    cell && departments !== undefined && cell.from === "recorded" ? [`${cell.places.length} of ${departments}`] : [];
  return [...quarters, ...places].join(", by ");
}

/** "453 (baseline 1 of 4 quarters)" (trap G3). */
function aimOf({ measure }: MeasureReport, { aims }: MeasureYear): string {
  const aim = aims.together;
  if (aim?.value === undefined) return aim?.words ?? "none set";
  return `${printAmount(measure, aim.value)}${aim.partial === undefined ? "" : ` (${aim.partial})`}`;
}

/** Nothing where there is no target, or it is zero. */
function shareOfTarget({ measure }: MeasureReport, { totals, aims }: MeasureYear): string {
  const amount = amountOf(measure, totals.together.cell);
  const aim = aims.together?.value;
  if (amount === undefined || aim === undefined || isZero(aim)) return "";
  return `${percentOf(amount, aim)} %`;
}

function trendOf({ measure }: MeasureReport, { totals, before }: MeasureYear): string {
  const amount = amountOf(measure, totals.together.cell);
  if (amount === undefined || measure.value === "date" || measure.value === "state") return "";
  return changeWords(measure, amount, amountOf(measure, before.together.cell));
}
