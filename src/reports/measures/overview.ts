import type { IsoDate } from "../../core/places/city.ts";
import { isZero, percentOf } from "../../core/records/decimal.ts";
import type { Table } from "../../core/reply/reply.ts";
import type { MeasureReport, MeasureYear } from "./report.ts";
import { amountOf } from "./series.ts";
import { stateOf } from "./status.ts";
import { changeWords, NOT_REPORTED, printAmount, printFigure } from "./words.ts";

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
  const { cell, reported, of } = year.totals.together;
  return [
    measure.name,
    measure.level,
    valueIn(report, year),
    cell && of > 1 ? `${reported} of ${of} quarters` : "",
    aimOf(report, year),
    shareOfTarget(report, year),
    trendOf(report, year),
    stateOf(report, year, today),
  ];
}

/** Days and states of several departments make no one figure, and are reported all the same. */
function valueIn({ measure }: MeasureReport, { totals }: MeasureYear): string {
  const { cell } = totals.together;
  const said = printFigure(measure, cell);
  return cell && said === NOT_REPORTED ? "one by one" : said;
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
