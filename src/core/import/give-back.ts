import { stringify } from "csv-stringify/sync";

/** What a spreadsheet takes for a formula at the start of a cell. */
const FORMULA = /^[\s\p{C}]*[=+\-@|%＝＋－＠｜％]/u;

/** Rows as CSV for a spreadsheet: with a byte order mark, and nothing in them that it would run. */
export const toText = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => (FORMULA.test(cell) && !/^-?[\d.,]+$/.test(cell) ? `'${cell}` : cell))),
    { bom: true, record_delimiter: "windows" },
  );
