import { printDate } from "../../core/calendar/calendar.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { compare, type Decimal } from "../../core/records/decimal.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { MeasureLine, MeasureReport, MeasureYear } from "./report.ts";
import { amountOf, type Part, type Year } from "./series.ts";
import { type Aim, partialOf, reaches } from "./targets.ts";
import { changeWords, NOT_REPORTED, printAmount, printFigure } from "./words.ts";

/** Where a measure stands in one word or two; words come before any colour. */
export type MeasureState =
  | "not reported"
  | "no baseline"
  | "no target"
  | "reached"
  | "not reached yet"
  | "not reached"
  /** Less is better, and a quarter that nobody reported might be more. */
  | "not all reported";

export function stateOf(
  { measure }: MeasureReport,
  { period, totals, aims }: MeasureYear,
  today: IsoDate,
  part: Part = "together",
): MeasureState {
  const { cell } = totals[part];
  const amount = amountOf(measure, cell);
  if (cell === undefined) return "not reported";
  const aim = aims[part];
  if (!aim || amount === undefined) return "no target";
  if (aim.value === undefined) return aim.words === "no baseline" ? "no baseline" : "no target";
  const { reported, of } = totals[part];
  const over = period.end < today;
  if (measure.direction === "down" && measure.year === "sum" && of > 1)
    return sumBelow(amount, aim.value, { over, all: reported === of });
  if (reaches(measure, amount, aim.value)) return "reached";
  return over ? "not reached" : "not reached yet";
}

/** A sum that is to stay small is there only when its year is over and all of it reported; it is missed as soon as it is more. */
function sumBelow(amount: Decimal, aim: Decimal, { over, all }: { over: boolean; all: boolean }): MeasureState {
  if (compare(amount, aim) > 0) return "not reached";
  if (!over) return "not reached yet";
  return all ? "reached" : "not all reported";
}

/** A year in one sentence or three: what was reported, the target, and the year before. */
export function yearWords(report: MeasureReport, year: MeasureYear, today: IsoDate): string {
  const { measure } = report;
  const { period, totals, aims, before } = year;
  const state = stateOf(report, year, today);
  return [
    `${period.label}: ${totalWords(report, year)}.`,
    ...(aims.together ? [aimWords(measure, aims.together, state)] : []),
    ...comparison(measure, totals.together, before.together, year),
    ...againstBaseline(measure, year),
  ].join(" ");
}

/** Of departments that report each for itself, a tally: "2 current, 1 not current, 15 silent". */
export function valueIn({ measure, departments }: MeasureReport, { totals }: MeasureYear): string {
  const { cell } = totals.together;
  const said = printFigure(measure, cell);
  if (departments === undefined || cell === undefined || cell.spread.length === 0) return said;
  const silent = departments - cell.places.length;
  return silent <= 0 ? said : `${said}, ${silent} silent`;
}

function totalWords(report: MeasureReport, year: MeasureYear): string {
  const { measure } = report;
  const { cell, reported, of } = year.totals.together;
  if (!cell) return NOT_REPORTED;
  const unit = measure.value === "count" ? ` ${measure.unit}` : "";
  const part = of > 1 ? `, ${reported} of ${of} quarters reported` : "";
  return `${valueIn(report, year)}${unit}${part}`;
}

/** "Target 453 (2023 + 5 %, baseline 1 of 4 quarters): reached." */
function aimWords(measure: Measure, aim: Aim, state: MeasureState): string {
  if (aim.value === undefined) return `Target: ${aim.words}.`;
  const how = [aim.words, ...(aim.partial === undefined ? [] : [aim.partial])].join(", ");
  return `Target ${printAmount(measure, aim.value)} (${how}): ${state}.`;
}

/** Against the year before, and how complete that one is (trap G3). */
function comparison(measure: Measure, now: Year, before: Year, { period }: MeasureYear): string[] {
  const amount = amountOf(measure, now.cell);
  const earlier = amountOf(measure, before.cell);
  if (amount === undefined || measure.value === "date" || measure.value === "state") return [];
  if (earlier === undefined) return [];
  const partial = partialOf(before.reported, before.of);
  return [
    `Against the year before ${period.label}: ${changeWords(measure, amount, earlier)}${partial === undefined ? "" : `, ${partial}`}.`,
  ];
}

/** The trend since the agreed baseline (rows E26, E28). */
function againstBaseline(measure: Measure, { totals, baseline }: MeasureYear): string[] {
  const amount = amountOf(measure, totals.together.cell);
  if (amount === undefined || baseline === undefined) return [];
  const partial = baseline.partial === undefined ? "" : `, ${baseline.partial}`;
  const days = `${printDate(baseline.start)} to ${printDate(baseline.end)}`;
  return [`Against the baseline of ${days}: ${changeWords(measure, amount, baseline.value)}${partial}.`];
}

/** The newest quarter that was reported beside the same one a year before. */
export function sameQuarterWords({ measure, lines }: MeasureReport): string[] {
  const last = lines.filter(({ cells }) => cells.together !== undefined).at(-1);
  const amount = last && amountOf(measure, last.cells.together);
  if (!last || amount === undefined || measure.every === "year") return [];
  const before = amountOf(measure, last.before.cells.together);
  return [`${last.period.label} against ${last.before.period.label}: ${changeWords(measure, amount, before)}.`];
}

/** Closed quarters that say something else by now, with both numbers (rows F10, F11). */
export function restatedWords({ measure, lines }: MeasureReport): string[] {
  return lines.flatMap(({ period, cells, closed }) => {
    const now = printFigure(measure, cells.together);
    const then = closed && printFigure(measure, closed.cells.together);
    if (!closed || then === undefined || then === now) return [];
    return [`${period.label} restated: ${now} now, ${then} when it was closed on ${printDate(closed.on)}.`];
  });
}

/** Recorded figures that other records contradict: the recorded ones count, and it is said. */
export function differenceWords({ measure, lines }: MeasureReport): string[] {
  return lines.flatMap((line: MeasureLine) => {
    const cell = line.cells.together;
    if (cell?.counted === undefined) return [];
    return [
      `${line.period.label}: ${printFigure(measure, cell)} recorded (${cell.records.join(", ")}); other records add up to ${printAmount(measure, cell.counted)}. The recorded figure counts.`,
    ];
  });
}
