import type { Table } from "../../../src/core/reply/reply.ts";
import { LIMITS } from "./limits.ts";
import { type Element, line, lines, type Unit } from "./unit.ts";
import { bytesOf } from "./words.ts";

/** As many tables as one is split into; a longer one is a file. */
const MOST_PARTS = 3;

/** A table in as many tables as it takes, each with its header. */
export function tableUnits(table: Table): Unit[] {
  return [...lines(table.caption, { weight: "Bolder" }), ...parts(table).map((rows) => tableUnit(table, rows))];
}

/** Too wide or too long to be read in a chat: then it goes as a file. */
export const needsFile = (table: Table): boolean =>
  table.columns.length > LIMITS.tableColumns ||
  parts(table).length > MOST_PARTS ||
  parts(table).some((rows) => bytesOf(shown(table, rows)) > LIMITS.table);

function parts(table: Table): string[][][] {
  const all: string[][][] = [];
  const empty = bytesOf(shown(table, []));
  let [part, size]: [string[][], number] = [[], empty];
  for (const row of table.rows) {
    const more = bytesOf(rowElement(table, row)) + bytesOf(stackedRow(table, row)) + 2;
    if (part.length > 0 && size + more > LIMITS.table) {
      all.push(part);
      [part, size] = [[], empty];
    }
    part.push(row);
    size += more;
  }
  return [...all, part];
}

function tableUnit(table: Table, rows: string[][]): Unit {
  const head = table.columns.map(({ label }) => label);
  return {
    element: shown(table, rows),
    text: [head, ...rows].map((row) => row.join(" | ")).join("\n"),
  };
}

/** More columns than that break every word on a phone: there each row is a line. */
const NARROW = 3;

/** On a phone the rows of a wide table below each other; a client without tables shows those, too. */
function shown(table: Table, rows: string[][]): Element {
  if (table.columns.length <= NARROW) return tableElement(table, rows);
  const wide = { ...tableElement(table, rows), fallback: "drop", targetWidth: "atLeast:narrow" };
  return { type: "Container", items: [wide, { ...stacked(table, rows), targetWidth: "veryNarrow" }] };
}

const stacked = (table: Table, rows: string[][]): Element => ({
  type: "Container",
  items: rows.length === 0 ? [line("No rows.")] : rows.map((row) => stackedRow(table, row)),
});

/** "Public Works: Sessions 4 · Employees 61" */
function stackedRow({ columns }: Table, [first = "", ...rest]: string[]): Element {
  const named = rest.flatMap((words, at) =>
    words.trim() === "" ? [] : [`${columns[at + 1]?.label ?? ""} ${flat(words)}`.trim()],
  );
  return line(named.length === 0 ? flat(first) : `${flat(first)}: ${named.join(" · ")}`);
}

const flat = (words: string) => words.replace(/\s*[\r\n]+\s*/g, " · ");

export const tableElement = (table: Table, rows: string[][]): Element => ({
  type: "Table",
  fallback: stacked(table, rows),
  firstRowAsHeaders: true,
  gridStyle: "default",
  columns: table.columns.map(({ numeric }) => ({
    // Teams on a phone shows a table of unequal columns blank.
    width: 1,
    ...(numeric ? { horizontalCellContentAlignment: "Right" } : {}),
  })),
  rows: [
    { type: "TableRow", style: "accent", cells: table.columns.map(({ label }) => cell(label, { weight: "Bolder" })) },
    ...rows.map((row) => rowElement(table, row)),
  ],
});

const rowElement = ({ columns }: Table, row: string[]): Element => ({
  type: "TableRow",
  cells: columns.map((_column, at) => cell(row[at] ?? "")),
});

const cell = (words: string, look: Element = {}): Element => ({
  type: "TableCell",
  items: [line(flat(words), look)],
});
