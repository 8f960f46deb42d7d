import type { Period } from "../../core/calendar/calendar.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import { toNumber } from "../../core/records/decimal.ts";
import type { Table } from "../../core/reply/reply.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { Figures } from "../../domain/measure/measures.ts";
import type { MeasureTable } from "../../domain/plan/plan.ts";
import type { Cell, Sheet } from "../sheet.ts";
import { partName } from "./chart.ts";
import { type MeasureReport, type MeasureYear, partsShown, reportOf } from "./report.ts";
import { amountOf, type Part } from "./series.ts";
import { stateOf, yearWords } from "./status.ts";
import { NOT_REPORTED, printAmount, printCell, printFigure } from "./words.ts";

/** A year's table of measures, row by row, as the plan sets it out (row B14). */
export interface Quarterly {
  title: string;
  year: Period;
  rows: readonly { label: string; report: MeasureReport; total: MeasureYear }[];
}

export interface QuarterlyAsked {
  year: Period;
  department: string | undefined;
  city: City;
}

/** Measures that are reported each quarter in numbers: the table of a plan that sets out none. */
export const quarterlyTable = (measures: readonly Measure[]): MeasureTable => ({
  id: "measures",
  title: "Measures by quarter",
  rows: measures
    .filter(({ every, value }) => every === "quarter" && value !== "date" && value !== "state")
    .map(({ id, name }) => ({ label: name, measure: id })),
});

export function quarterlyOf(
  table: MeasureTable,
  measures: ReadonlyMap<string, Measure>,
  figures: Figures,
  { year, department, city }: QuarterlyAsked,
): Quarterly {
  const rows = table.rows.flatMap(({ label, measure: id }) => {
    const measure = measures.get(id);
    if (!measure) return [];
    const report = reportOf(measure, figures, { asked: year, department, city });
    const [total] = report.years;
    return total ? [{ label, report, total }] : [];
  });
  return { title: table.title, year, rows };
}

const QUARTERS = ["Q1", "Q2", "Q3", "Q4"];
const columns = (first: string, ...more: string[]) => [
  { label: first },
  ...[...QUARTERS, ...more].map((label) => ({ label, numeric: true })),
];

/** Anchorage's own table: everybody together, quarter by quarter, nobody's silence taken for zero. */
export function pooledTable({ title, year, rows }: Quarterly): Table {
  return {
    kind: "table",
    caption: title,
    columns: columns(year.label),
    rows: rows.map(({ label, report }) => [label, ...cellsOf(report, "together")]),
  };
}

/** The same by employees and contractors (trap G6), with the year and its target. */
export function splitTable({ title, year, rows }: Quarterly): Table {
  return {
    kind: "table",
    caption: `${title}, employees and contractors`,
    columns: columns(year.label, "Year", "Target"),
    rows: rows.flatMap(({ label, report, total }) =>
      partsShown(report).map((part) => [
        partLabel(label, report, part),
        ...cellsOf(report, part),
        printFigure(report.measure, total.totals[part].cell),
        targetCell(report.measure, total, part),
      ]),
    ),
  };
}

const partLabel = (label: string, report: MeasureReport, part: Part) =>
  partsShown(report).length === 1 ? label : `${label}, ${partName(report.measure, part).toLowerCase()}`;

const cellsOf = ({ measure, lines }: MeasureReport, part: Part) => lines.map((line) => printCell(measure, line, part));

function targetCell(measure: Measure, { aims }: MeasureYear, part: Part): string {
  const aim = aims[part];
  if (!aim) return "none set";
  return aim.value === undefined ? aim.words : printAmount(measure, aim.value);
}

/** Each row in words: what was reached, of what target, from which baseline. */
export const quarterlyWords = ({ rows }: Quarterly, today: IsoDate): string[] =>
  rows.map(({ label, report, total }) => `${label}. ${yearWords(report, total, today)}`);

/** For other programs: one row a series, numbers as numbers, and in words only what is no number. */
export function quarterlySheet({ rows, year }: Quarterly, today: IsoDate): Sheet {
  return {
    name: `quarterly-${year.id}`,
    columns: [
      "row",
      "series",
      "measure",
      "unit",
      ...QUARTERS,
      "year",
      "target",
      "target_from",
      "baseline",
      "state",
      "restated",
    ],
    rows: rows.flatMap((row) => partsShown(row.report).flatMap((part) => rowsOf(row, part, today))),
  };
}

/** A share keeps its numerator and its denominator, each in a row of its own, before the per cent they make. */
function rowsOf(row: Quarterly["rows"][number], part: Part, today: IsoDate): Cell[][] {
  const whole = sheetRow(row, part, today);
  const { measure, lines } = row.report;
  if (measure.value !== "share") return [whole];
  const { cell: year } = row.total.totals[part];
  const name = partName(measure, part).toLowerCase();
  const of = (key: "value" | "of", words: string): Cell[] => {
    const numbers = [...lines.map(({ cells }) => cells[part]), year].map((cell) =>
      cell?.[key] === undefined ? NOT_REPORTED : toNumber(cell[key]),
    );
    return [row.label, `${name}, ${words}`, measure.id, measure.unit, ...numbers, ...Array<undefined>(5)];
  };
  return [of("value", "part"), of("of", "out of"), whole];
}

function sheetRow({ label, report, total }: Quarterly["rows"][number], part: Part, today: IsoDate): Cell[] {
  const { measure, lines } = report;
  return [
    label,
    partName(measure, part).toLowerCase(),
    measure.id,
    measure.value === "share" ? "per cent" : measure.unit,
    ...lines.map(({ cells }) => numberOrWords(measure, cells[part])),
    numberOrWords(measure, total.totals[part].cell),
    ...aimCells(total.aims[part]),
    stateOf(report, total, today, part),
    restatedCell(report, part),
  ];
}

/** "Q1 2024: 970 when closed", for each quarter that says something else by now. */
function restatedCell({ measure, lines }: MeasureReport, part: Part): Cell {
  const all = lines.flatMap(({ period, cells, closed }) => {
    const then = closed && printFigure(measure, closed.cells[part]);
    return then === undefined || then === printFigure(measure, cells[part])
      ? []
      : [`${period.label}: ${then} when closed`];
  });
  return all.join("; ") || undefined;
}

/** The target, what it is worked out from, and how complete that is; why there is none, where there is none. */
function aimCells(aim: MeasureYear["aims"][Part]): Cell[] {
  if (aim?.value === undefined) return [aim?.words, undefined, undefined];
  return [toNumber(aim.value), aim.words, aim.partial ?? "complete"];
}

function numberOrWords(measure: Measure, cell: Parameters<typeof amountOf>[1]): Cell {
  const amount = amountOf(measure, cell);
  return amount === undefined ? NOT_REPORTED : toNumber(amount);
}
