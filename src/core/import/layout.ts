import { Refusal } from "../request/errors.ts";
import { type Meaning, meaningOf, plainHeading } from "./headings.ts";
import type { GridRow } from "./rows.ts";
import { isRollCall } from "./status.ts";

/** One column of a file: its heading, and the column of ours that it fills. */
export interface Column {
  at: number;
  heading: string;
  /** Undefined when nothing reads it. */
  field: string | undefined;
  meaning: Meaning["is"] | "mapped";
}

/** Where the table of a file stands, and what its columns are. */
export interface Layout {
  header: GridRow;
  columns: Column[];
  body: GridRow[];
  /** Lines above the table. */
  above: number;
}

/** Headings within so many lines of the top. */
const WITHIN = 20;

/** The table in these rows; undefined when no line of the first twenty looks like a heading. */
export function layoutOf(
  rows: readonly GridRow[],
  fields: ReadonlySet<string>,
  map: ReadonlyMap<string, string>,
): Layout | undefined {
  const part = section(rows);
  const scores = part.slice(0, WITHIN).map((row) => score(row.cells, fields, map));
  const most = Math.max(0, ...scores);
  if (most === 0) return undefined;
  const at = scores.indexOf(most);
  const header = part[at];
  if (!header) return undefined;
  const body = part.slice(at + 1).filter((row) => !sameCells(row, header));
  refuseSecondTable(header, [...part.slice(0, at), ...body], fields, map);
  const columns = header.cells.map((heading, column) => columnOf(heading, column, body, fields, map));
  return { header, columns, body, above: at };
}

/** A meeting report has numbered parts: the people stand in the part that says so. */
function section(rows: readonly GridRow[]): readonly GridRow[] {
  const titles = rows.flatMap(({ cells }, at) => {
    const given = cells.filter((cell) => cell !== "");
    const title = given.length === 1 ? /^\d+\.\s+(\p{L}.*)$/u.exec(given[0] ?? "")?.[1] : undefined;
    return title === undefined ? [] : [{ at, title }];
  });
  const people = titles.findIndex(({ title }) => /^(?:participants|attendees)\b/i.test(title));
  const start = titles[people]?.at;
  return start === undefined ? rows : rows.slice(start + 1, titles[people + 1]?.at);
}

function score(cells: readonly string[], fields: ReadonlySet<string>, map: ReadonlyMap<string, string>): number {
  const headings = cells.filter((cell) => cell !== "" && cell.length < 120);
  const known = headings.map((cell) => (map.has(plainHeading(cell)) ? "mapped" : meaningOf(cell, fields).is));
  const distinct = new Set(headings.map(plainHeading)).size;
  const hits = known.filter((one) => one === "field" || one === "mapped" || one === "address").length;
  return distinct < headings.length / 2 ? 0 : hits;
}

const sameCells = (one: GridRow, other: GridRow) => one.cells.join("\u0001") === other.cells.join("\u0001");

/** Another line with other headings of ours begins another table, and its rows would be read by the wrong columns. */
function refuseSecondTable(
  header: GridRow,
  others: readonly GridRow[],
  fields: ReadonlySet<string>,
  map: ReadonlyMap<string, string>,
): void {
  const second = others.find(
    (row) =>
      !sameCells(row, header) &&
      row.cells.length > 1 &&
      score(row.cells, fields, map) >= 2 &&
      row.cells.every((cell) => cell === "" || isHeading(cell, fields)),
  );
  if (second)
    throw new Refusal(
      `That sheet holds two tables: one begins on line ${Math.min(header.line, second.line)}, another on line ${Math.max(header.line, second.line)}. Put each into a file of its own and send them one by one. Nothing was imported.`,
    );
}

const isHeading = (cell: string, fields: ReadonlySet<string>) => meaningOf(cell, fields).is !== "unknown";

function columnOf(
  heading: string,
  at: number,
  body: readonly GridRow[],
  fields: ReadonlySet<string>,
  map: ReadonlyMap<string, string>,
): Column {
  const mapped = map.get(plainHeading(heading));
  if (mapped !== undefined) return { at, heading, field: mapped === "-" ? undefined : mapped, meaning: "mapped" };
  const meaning = meaningOf(heading, fields);
  if (meaning.is === "field") return { at, heading, field: meaning.field, meaning: "field" };
  if (meaning.is === "sensitive" || meaning.is === "other person")
    return { at, heading, field: undefined, meaning: meaning.is };
  const field = byContent(
    body.map(({ cells }) => cells[at] ?? ""),
    fields,
  );
  return { at, heading, field, meaning: field === undefined ? "unknown" : "field" };
}

/** What the cells of a column say of it where its heading says nothing. */
function byContent(cells: readonly string[], fields: ReadonlySet<string>): string | undefined {
  const given = cells.filter((cell) => cell !== "");
  const addresses = given.filter((cell) => /^\S+@\S+\.\S+$/.test(cell)).length;
  if (fields.has("email") && addresses > 0 && addresses >= given.length * 0.8) return "email";
  return fields.has("status") && isRollCall(given) ? "status" : undefined;
}
