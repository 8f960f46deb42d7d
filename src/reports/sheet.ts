import { stringify } from "csv-stringify/sync";
import { writeXlsx } from "hucre/xlsx";

/** A table for other programs: typed cells, so that a number stays a number and words never become a formula. */
export interface Sheet {
  /** File name without its ending, and the name of the sheet. */
  name: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
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

export async function toXlsx(sheet: Sheet): Promise<Uint8Array> {
  const rows = [sheet.columns, ...sheet.rows].map((row) => row.map((cell) => harmless(cell) ?? null));
  return writeXlsx({ sheets: [{ name: sheet.name.slice(0, 31), rows }] });
}
