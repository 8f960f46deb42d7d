import { printDate } from "../../core/calendar/calendar.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { type Decimal, isZero, percentOf, printDecimal } from "../../core/records/decimal.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import type { Figure } from "../../domain/measure/measures.ts";
import type { Line, Part } from "./series.ts";
import { changeOf } from "./targets.ts";

export const NOT_REPORTED = "not reported";

/** A figure as people read it; what nobody reported is said, never left blank and never zero. */
export function printFigure(measure: Measure, figure: (Figure & { spread?: readonly string[] }) | undefined): string {
  if (!figure) return NOT_REPORTED;
  const { value, of, on, state, spread = [] } = figure;
  if (on === undefined && state === undefined && spread.length > 0) return tallyOf(measure, spread);
  if (measure.value === "date" || measure.value === "state") return datedWords(state, on);
  if (value === undefined) return NOT_REPORTED;
  return measure.value === "share" ? shareWords(value, of) : printAmount(measure, value);
}

/** "2 current, 1 not current": what departments reported, each for itself. */
function tallyOf({ value, states }: Measure, spread: readonly string[]): string {
  if (value === "date") return `${spread.length} on file`;
  const said = states.flatMap((state) => {
    const count = spread.filter((one) => one === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return said.join(", ");
}

/** A state with its day, or a day alone. */
const datedWords = (state: string | undefined, on: IsoDate | undefined): string =>
  [state, on === undefined ? undefined : printDate(on)].filter((one) => one !== undefined).join(", ") || NOT_REPORTED;

/** A line's cell; where its quarter was closed with another figure, both are shown (rows F10, F11). */
export function printCell(measure: Measure, line: Line, part: Part): string {
  const now = printFigure(measure, line.cells[part]);
  const then = line.closed && printFigure(measure, line.closed.cells[part]);
  return then === undefined || then === now ? now : `${now} (restated; ${then} when closed)`;
}

/** "30 of 120 (25 %)"; out of nothing there is no percentage. */
function shareWords(value: Decimal, of: Decimal | undefined): string {
  const percent = of === undefined ? undefined : percentOf(value, of);
  const total = of === undefined ? "" : ` of ${printDecimal(of)}`;
  return `${printDecimal(value)}${total}${percent === undefined ? "" : ` (${percent} %)`}`;
}

/** What is compared with a target, with its sign: "$1,234.50", "25 %", "980". */
export function printAmount({ value: kind, unit }: Measure, amount: Decimal): string {
  if (kind === "rate") return `${printDecimal(amount)} ${unit}`;
  if (kind === "points") return `${printDecimal(amount)} ${amount === "1" ? "point" : "points"}`;
  if (kind === "share") return `${printDecimal(amount)} %`;
  if (kind === "fte") return `${printDecimal(amount)} FTE`;
  if (kind !== "money") return printDecimal(amount);
  const [sign, plain] = amount.startsWith("-") ? ["-", amount.slice(1)] : ["", amount];
  return `${sign}$${printDecimal(plain, 2)}`;
}

/** "+549 (+127.4 %)", "+5 points", "new (+12)" or "no baseline". */
export function changeWords(measure: Measure, now: Decimal | undefined, before: Decimal | undefined): string {
  if (now === undefined) return NOT_REPORTED;
  if (before === undefined) return "no baseline";
  const { by, percent } = changeOf(now, before);
  if (measure.value === "share" || measure.value === "points")
    return isZero(by) ? "unchanged" : `${signed(printDecimal(by))} points`;
  if (isZero(by)) return "unchanged";
  const amount = signed(printAmount(measure, by));
  return percent === undefined ? `new (${amount})` : `${amount} (${signed(printDecimal(percent))} %)`;
}

const signed = (words: string) => (words.startsWith("-") ? words.replace("-", "−") : `+${words}`);
