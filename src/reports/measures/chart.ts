import { toNumber } from "../../core/records/decimal.ts";
import type { Chart } from "../../core/reply/chart.ts";
import type { Column } from "../../core/reply/reply.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import { type MeasureLine, type MeasureReport, partsShown } from "./report.ts";
import { amountOf, type Part } from "./series.ts";
import { NOT_REPORTED, printAmount, printCell } from "./words.ts";

const PART_NAMES: Readonly<Record<Part, string>> = {
  employee: "Employees",
  contractor: "Contractors",
  unsplit: "Not split",
  together: "Together",
};

/** What a series is called; residents whom an engagement reached are neither employees nor contractors. */
export const partName = ({ from }: Measure, part: Part): string =>
  part === "unsplit" && from !== undefined && "engagement" in from ? "Residents, or not split" : PART_NAMES[part];

/** The same series looks the same in every chart. */
const LOOKS: Readonly<Record<Part, number>> = { employee: 0, contractor: 1, unsplit: 6, together: 2 };

/** Quarters along the bottom, a bar for each series, the target across. Undefined where there is nothing to draw. */
export function measureChart(report: MeasureReport, title: string): Chart | undefined {
  const { measure, lines } = report;
  if (measure.value === "date" || measure.value === "state") return undefined;
  const drawn = (part: Part) =>
    lines.map(({ cells }) => {
      const amount = amountOf(measure, cells[part]);
      return amount === undefined ? null : toNumber(amount);
    });
  const aims = lines.map(({ aim }) => (aim?.value === undefined ? null : toNumber(aim.value)));
  const target = lines.some(({ aim }) => aim !== undefined)
    ? { target: { name: "Target, together", values: aims, unknown: "no baseline" } }
    : {};
  return {
    title,
    unit: measure.value === "share" ? "per cent" : measure.unit,
    axis: measure.every === "year" ? "Year" : "Quarter",
    groups: lines.map(({ period }) => period.label),
    series: partsShown(report).map((part) => ({
      name: partName(measure, part),
      values: drawn(part),
      look: LOOKS[part],
    })),
    ...target,
    unknown: NOT_REPORTED,
  };
}

/** The same in words: totals of shares, days and states, which a chart does not show. */
export function measureTable(report: MeasureReport, caption: string) {
  const parts = partsShown(report);
  const aimed = report.lines.some(({ aim }) => aim !== undefined);
  const columns: Column[] = [
    { label: report.measure.every === "year" ? "Year" : "Quarter" },
    ...parts.map((part) => ({ label: partName(report.measure, part), numeric: true })),
    ...(aimed ? [{ label: "Target, together", numeric: true }] : []),
  ];
  const rows = report.lines.map((line) => [
    line.period.label,
    ...parts.map((part) => printCell(report.measure, line, part)),
    ...(aimed ? [aimWords(report, line)] : []),
  ]);
  return { kind: "table" as const, caption, columns, rows };
}

const aimWords = ({ measure }: MeasureReport, { aim }: MeasureLine) =>
  aim?.value === undefined ? (aim?.words ?? "") : printAmount(measure, aim.value);
