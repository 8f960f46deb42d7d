import { parse } from "csv-parse/sync";
import { storable } from "../understanding/clean.ts";

/** A row of a file, by column name, with its line. */
export interface TableRow {
  line: number;
  cells: Record<string, string>;
}

/** What is wrong with a row, so that it can be found and mended. */
export interface Problem {
  line: number;
  column: string;
  value: string;
  reason: string;
}

/** The rows of a file by our own column names. */
export interface Table {
  /** Line of the headings. */
  headerLine?: number;
  columns: readonly string[];
  rows: TableRow[];
  problems: Problem[];
}

/** A CSV with a header (UTF-8, BOM tolerated). Columns may stand in any order; unknown ones are a problem. */
export function readTable(text: string, columns: readonly string[], optional: readonly string[] = []): Table {
  const lines = parseCsv(text);
  if ("reason" in lines) return { columns, rows: [], problems: [lines] };
  const [header, ...rest] = lines.rows;
  const names = header?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const problems = headerProblems(names, columns, optional);
  if (problems.length > 0) return { columns: names, rows: [], problems };
  const rows = rest.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(names.map((name, at) => [name, (record[at] ?? "").trim()])),
  }));
  const long = rest.filter(
    ({ record }) => record.length > names.length || record.length < names.length - optional.length,
  );
  return {
    columns: names,
    rows: rows.filter((row) => !long.some(({ info }) => info.lines === row.line)),
    problems: long.map(({ record, info }) => ({
      line: info.lines,
      column: "",
      value: record.join(","),
      reason: `has ${record.length} values, the header has ${names.length}`,
    })),
  };
}

function parseCsv(text: string): { rows: { record: string[]; info: { lines: number } }[] } | Problem {
  try {
    const rows = parse(storable(text), { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    // csv-parse does not type what `info` adds.
    return { rows: rows as unknown as { record: string[]; info: { lines: number } }[] };
  } catch (error) {
    const { lines = 1, message } = error as { lines?: number; message: string };
    return { line: lines, column: "", value: "", reason: `is not CSV: ${message}` };
  }
}

function headerProblems(names: readonly string[], columns: readonly string[], optional: readonly string[]): Problem[] {
  const missing = columns.filter((column) => !names.includes(column) && !optional.includes(column));
  const unknown = names.filter((name) => !columns.includes(name));
  return [
    ...missing.map((column) => ({ line: 1, column, value: "", reason: "this column is missing from the header" })),
    ...unknown.map((column) => ({
      line: 1,
      column,
      value: column,
      reason: `is no column of this file; its columns are ${columns.join(", ")}`,
    })),
  ];
}

/** `a; b` as a list. */
export const cellList = (cell: string | undefined): string[] =>
  (cell ?? "")
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
