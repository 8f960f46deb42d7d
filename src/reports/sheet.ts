import { stringify } from "csv-stringify/sync";
import { writeXlsx } from "hucre/xlsx";

/** A table for other programs: typed cells, so that a number stays a number and words never become a formula. */
export interface Sheet {
  /** File name without its ending, and the name of the sheet. */
  name: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** What is in it: of whom, of which time, how many. A workbook says it on a last sheet, so that the first is read in again as it is. */
  about?: string;
}

/** Undefined is an empty cell: not reported is not zero. */
export type Cell = string | number | undefined;

/** What a spreadsheet takes for a formula at the start of a cell, full-width forms and what may hide before it included. */
const FORMULA = /^[\s\p{C}]*[=+\-@|%＝＋－＠｜％]/u;

/** Words that begin like a formula get an apostrophe before them, which spreadsheets show as text. */
const harmless = (cell: Cell): Cell => (typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell);

/** UTF-8 with a byte order mark, which spreadsheets need to read accents. */
export function toCsv(sheet: Sheet): Uint8Array {
  const rows = [sheet.columns, ...sheet.rows].map((row) => row.map(harmless));
  return new TextEncoder().encode(stringify(rows, { bom: true, record_delimiter: "windows" }));
}

export async function toXlsx({ name, columns, rows: body, about }: Sheet): Promise<Uint8Array> {
  const rows = [columns, ...body].map((row) => row.map((cell) => harmless(cell) ?? null));
  const whole = `A1:${columnName(Math.max(1, columns.length))}${rows.length}`;
  const heading = new Map(columns.map((_column, at) => [`0,${at}`, { style: { font: { bold: true } } }]));
  const first = {
    name: name.slice(0, 31),
    rows,
    columns: columns.map((_column, at) => ({ width: widthOf(rows, at) })),
    cells: heading,
    freezePane: { rows: 1 },
    autoFilter: { range: whole },
  };
  const last = { name: name.slice(0, 31) === "About" ? "About this" : "About", rows: [[harmless(about) ?? null]] };
  return writeXlsx({ sheets: about === undefined ? [first] : [first, last] });
}

/** Wide enough for most of what is in it, in letters; the longest texts are cut off, and not the page. */
function widthOf(rows: readonly (readonly unknown[])[], at: number): number {
  const longest = rows.slice(0, LOOKED_AT).reduce((most, row) => Math.max(most, String(row[at] ?? "").length), 0);
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}

const LOOKED_AT = 200;
const [NARROWEST, WIDEST] = [8, 60];

/** 1 is A, 27 is AA. */
const columnName = (number: number): string => {
  const rest = (number - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return number <= 26 ? letter : columnName((number - 1 - rest) / 26) + letter;
};
