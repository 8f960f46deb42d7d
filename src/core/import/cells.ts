import { isIsoDate } from "../calendar/calendar.ts";
import type { IsoDate } from "../places/city.ts";
import { MAX_COUNT } from "../understanding/tally.ts";
import { cellList, type Problem, readTable, type Table, type TableRow } from "./table.ts";

/** A file read and checked: every good row, and every problem with line, column, value and reason. */
export interface Checked<Row> {
  rows: (Row & { line: number })[];
  problems: Problem[];
  /** What was read otherwise than it stands there: nothing is wrong with it, and it is said. */
  notes: Problem[];
}

/** Collects what is wrong with one row while its cells are read. */
export interface Cells {
  line: number;
  problems: Problem[];
  notes: Problem[];
  text(column: string): string;
  optional(column: string): string | undefined;
  oneOf<const Value extends string>(column: string, values: readonly Value[], fallback?: Value): Value;
  someOf<const Value extends string>(column: string, values: readonly Value[]): Value[];
  day(column: string): IsoDate;
  count(column: string, least: number): number | undefined;
  reject(column: string, reason: string): void;
  note(column: string, reason: string): void;
}

function cellsOf({ line, cells }: TableRow): Cells {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  const value = (column: string) => cells[column] ?? "";
  const reject = (column: string, reason: string) => {
    problems.push({ line, column, value: value(column), reason });
  };
  const check = (column: string, good: boolean, reason: string) => {
    if (!good) reject(column, reason);
  };
  return {
    line,
    problems,
    notes,
    reject,
    note: (column, reason) => {
      notes.push({ line, column, value: value(column), reason });
    },
    text: (column) => {
      check(column, value(column) !== "", "is empty");
      return value(column);
    },
    optional: (column) => value(column) || undefined,
    oneOf: <const Value extends string>(column: string, values: readonly Value[], fallback?: Value) => {
      const typed = value(column) === "" ? fallback : values.find((one) => one === value(column).toLowerCase());
      check(column, typed !== undefined, `must be one of ${values.join(", ")}`);
      return typed as Value;
    },
    someOf: <const Value extends string>(column: string, values: readonly Value[]) => {
      const typed = cellList(value(column).toLowerCase());
      const known = values.filter((one) => typed.includes(one));
      check(column, known.length === new Set(typed).size, `must be among ${values.join("; ")}`);
      return known;
    },
    day: (column) => {
      check(column, isIsoDate(value(column)), "is not a date like 2026-10-03");
      return value(column);
    },
    count: (column, least) => {
      if (value(column) === "") return undefined;
      const number = Number(value(column).replaceAll(",", ""));
      check(
        column,
        Number.isInteger(number) && number >= least && number <= MAX_COUNT,
        `must be a whole number from ${least} to ${MAX_COUNT}`,
      );
      return number;
    },
  };
}

/**
 * Reads every row; one with a problem is left out of `rows`. `key` names what may stand in a file only once. A text is a
 * CSV with our own columns; a table was read from whatever a city had.
 */
export function checkRows<Row>(
  source: string | Table,
  columns: readonly string[],
  optional: readonly string[],
  read: (cells: Cells) => Row,
  key: ((row: Row) => string) | undefined,
): Checked<Row> {
  const table = typeof source === "string" ? readTable(source, columns, optional) : withAll(source, columns, optional);
  const seen = new Map<string, number>();
  const problems = [...table.problems];
  const notes: Problem[] = [];
  const rows = table.rows.flatMap((raw) => {
    const cells = cellsOf(raw);
    const row = read(cells);
    const first = key && seen.get(key(row));
    if (first !== undefined) cells.reject(columns[0] ?? "", `stands on line ${first} already`);
    if (key) seen.set(key(row), raw.line);
    problems.push(...cells.problems);
    notes.push(...cells.notes);
    return cells.problems.length === 0 ? [{ ...row, line: raw.line }] : [];
  });
  return { rows, problems: problems.sort((a, b) => a.line - b.line), notes };
}

/** Of a table that somebody else laid out only what must be there is asked for. */
function withAll(table: Table, columns: readonly string[], optional: readonly string[]): Table {
  const missing = columns.filter((column) => !optional.includes(column) && !table.columns.includes(column));
  const problems = missing.map((column) => ({
    line: table.headerLine ?? 1,
    column,
    value: "",
    reason: `no column of this file says this; name the one that does with --map "its heading=${column}"`,
  }));
  return problems.length === 0 ? table : { ...table, rows: [], problems: [...table.problems, ...problems] };
}
