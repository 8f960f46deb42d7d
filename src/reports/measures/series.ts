import type { Period } from "../../core/calendar/calendar.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { type Decimal, percentOf, plus } from "../../core/records/decimal.ts";
import type { Measure } from "../../domain/measure/measure.ts";
import {
  type CountedCell,
  type Figure,
  type FigureAudience,
  type Figures,
  type MeasureRecord,
  sourceKey,
} from "../../domain/measure/measures.ts";

/** What is known of one series in one period. Where nobody reported there is no cell, which is not zero (trap G1). */
export interface Cell extends Figure {
  /** Reported as a figure, or counted from other records. */
  from: "recorded" | "counted";
  /** Ids of the figures it comes from. */
  records: readonly string[];
  /** Departments that reported, each for itself, and the states or days they reported. */
  places: readonly string[];
  spread: readonly string[];
  /** What the other records say, where a recorded figure says something else: the recorded one counts. */
  counted: Decimal | undefined;
}

export const PARTS = ["employee", "contractor", "unsplit", "together"] as const;
/** The series of a measure; `together` adds what is split and what is not (trap G6). */
export type Part = (typeof PARTS)[number];

export interface Line {
  period: Period;
  cells: Readonly<Record<Part, Cell | undefined>>;
  /** What they were on the day the quarter was closed, where it is. */
  closed: { on: IsoDate; cells: Readonly<Record<Part, Cell | undefined>> } | undefined;
}

const AUDIENCES = ["employee", "contractor", "unsplit"] as const;

/** A measure in one period: of one department, or of all of them and the city itself. */
export function lineOf(measure: Measure, figures: Figures, period: Period, department?: string): Line {
  const then = figures.closed.find(({ start, end }) => start === period.start && end === period.end);
  const closed = then && { on: then.closedOn, cells: cellsIn(measure, then, period, department) };
  return { period, cells: cellsIn(measure, figures, period, department), closed };
}

function cellsIn(
  measure: Measure,
  figures: Pick<Figures, "recorded" | "counted">,
  period: Period,
  department: string | undefined,
): Cells {
  const recorded = figures.recorded.filter(
    (one) =>
      one.measure === measure.id &&
      one.baseline === undefined &&
      one.start === period.start &&
      one.end === period.end &&
      (department === undefined || one.department === department),
  );
  const counted = countedIn(measure, figures.counted, period, department);
  const places = placesOf(measure, recorded, counted, department).map((place) =>
    cellsOf(
      measure,
      recorded.filter((one) => measure.per === "city" || one.department === place),
      counted.filter((one) => measure.per === "city" || one.department === place),
    ),
  );
  const all = pooled(places);
  // One department never speaks for the others.
  return department === undefined && measure.per === "department" ? { ...all, together: unnamed(all.together) } : all;
}

const unnamed = (cell: Cell | undefined): Cell | undefined => cell && { ...cell, on: undefined, state: undefined };

/** Each department that reported, for a measure that departments report. */
export function departmentsIn(measure: Measure, figures: Figures): string[] {
  const recorded = figures.recorded.filter((one) => one.measure === measure.id && one.baseline === undefined);
  const source = measure.from && sourceKey(measure.from);
  const counted = figures.counted.filter((cell) => cell.source === source);
  return [...new Set([...recorded, ...counted].flatMap((one) => one.department ?? []))].sort();
}

function countedIn(
  { from }: Measure,
  cells: readonly CountedCell[],
  { start, end }: Period,
  department: string | undefined,
): CountedCell[] {
  if (!from) return [];
  const source = sourceKey(from);
  return cells.filter(
    (cell) =>
      cell.source === source &&
      cell.month >= start &&
      cell.month <= end &&
      (department === undefined || cell.department === department),
  );
}

function placesOf(
  { per }: Measure,
  recorded: readonly MeasureRecord[],
  counted: readonly CountedCell[],
  department: string | undefined,
): (string | undefined)[] {
  if (per === "city") return [department];
  return [...new Set([...recorded, ...counted].map((one) => one.department))];
}

type Cells = Line["cells"];

/** One department, or the city as one. */
function cellsOf(measure: Measure, recorded: readonly MeasureRecord[], counted: readonly CountedCell[]): Cells {
  const said = (audience: FigureAudience) => recorded.find((one) => one.audience === audience);
  if (measure.from?.count === "held of planned" && recorded.length === 0) return heldOfPlanned(counted);
  const others = countsOf(measure, counted);
  const whole = said("unsplit");
  const cell = (audience: FigureAudience): Cell | undefined => {
    const figure = said(audience);
    if (figure) return recordedCell(figure, audience === "unsplit" ? others.together : others[audience]);
    // A figure for everybody leaves nothing to be counted beside it.
    return whole ? undefined : countedCell(others[audience]);
  };
  const parts = { employee: cell("employee"), contractor: cell("contractor"), unsplit: cell("unsplit") };
  const together =
    recorded.length > 0 ? add(AUDIENCES.map((audience) => parts[audience])) : countedCell(others.together);
  return { ...parts, together };
}

/** Meetings held, of those planned for the period or held in it. */
function heldOfPlanned(cells: readonly CountedCell[]): Cells {
  const planned = cells.reduce((sum, { people }) => sum + people, 0);
  const held = cells.reduce((sum, { times }) => sum + times, 0);
  const together = planned === 0 ? undefined : countedCell(String(held), String(planned));
  return { employee: undefined, contractor: undefined, unsplit: undefined, together };
}

/** What other records add up to, by audience; a session attended by both counts once in all. */
function countsOf({ from }: Measure, cells: readonly CountedCell[]): Record<Part, Decimal | undefined> {
  const people = from !== undefined && (from.count === "attendance" || from.count === "participants");
  const of = (audiences: readonly CountedCell["audience"][]) => {
    // Nothing left open is a figure; no session is none.
    const some = cells.filter(
      (cell) =>
        audiences.includes(cell.audience) && (from?.count === "open" || (people ? cell.people : cell.times) !== 0),
    );
    return some.length === 0
      ? undefined
      : String(some.reduce((sum, cell) => sum + (people ? cell.people : cell.times), 0));
  };
  return {
    employee: of(["employee"]),
    contractor: of(["contractor"]),
    unsplit: of(["unsplit"]),
    together: of(people ? AUDIENCES : ["any"]),
  };
}

function recordedCell(record: MeasureRecord, others: Decimal | undefined): Cell {
  const { value, of, on, state, id, department } = record;
  const counted = others !== undefined && others !== value ? others : undefined;
  const places = department === undefined ? [] : [department];
  return { value, of, on, state, from: "recorded", records: [id], places, spread: [state ?? on ?? []].flat(), counted };
}

const NOTHING_SAID = { on: undefined, state: undefined, records: [], places: [], spread: [], counted: undefined };

const countedCell = (value: Decimal | undefined, of?: Decimal): Cell | undefined =>
  value === undefined ? undefined : { ...NOTHING_SAID, value, of, from: "counted" };

function pooled(places: readonly Cells[]): Cells {
  const of = (part: Part) => add(places.map((cells) => cells[part]));
  return { employee: of("employee"), contractor: of("contractor"), unsplit: of("unsplit"), together: of("together") };
}

/** Numbers and totals add up; days and states of several do not, and are left out. */
function add(cells: readonly (Cell | undefined)[]): Cell | undefined {
  const [first, ...others] = cells.filter((cell) => cell !== undefined);
  return others.reduce<Cell | undefined>((sum, cell) => sum && joined(sum, cell), first);
}

function joined(a: Cell, b: Cell): Cell {
  const both = (x: Decimal | undefined, y: Decimal | undefined) =>
    x === undefined || y === undefined ? (x ?? y) : plus(x, y);
  return {
    value: both(a.value, b.value),
    of: both(a.of, b.of),
    on: undefined,
    state: undefined,
    from: a.from === b.from ? a.from : "recorded",
    records: [...a.records, ...b.records],
    places: [...new Set([...a.places, ...b.places])],
    spread: [...a.spread, ...b.spread],
    counted: both(a.counted, b.counted),
  };
}

/** What is compared and drawn: a share in per cent, else the number. Undefined for days and states. */
export function amountOf({ value: kind }: Measure, cell: Cell | undefined): Decimal | undefined {
  if (cell?.value === undefined) return undefined;
  if (kind !== "share") return cell.value;
  return cell.of === undefined ? undefined : percentOf(cell.value, cell.of);
}

/** A year made of its quarters: what is counted adds up, what is a level is its last one. */
export interface Year {
  cell: Cell | undefined;
  /** How many of its periods were reported, of how many. */
  reported: number;
  of: number;
}

export function yearOf(measure: Measure, lines: readonly Line[], part: Part): Year {
  const cells = lines.flatMap(({ cells: all }) => all[part] ?? []);
  const cell = measure.year === "sum" ? add(cells) : cells.at(-1);
  return { cell, reported: cells.length, of: lines.length };
}
