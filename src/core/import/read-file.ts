import { Refusal } from "../request/errors.ts";
import { type AskedStatus, statusesAsked, statusProblems } from "./asked-status.ts";
import { type DayOrder, dayIn, orderOf } from "./days.ts";
import { readGrid } from "./grid.ts";
import { plainHeading } from "./headings.ts";
import { type Column, type Layout, layoutOf } from "./layout.ts";
import type { Grid, GridRow } from "./rows.ts";
import { type Attendance, type SaidStatuses, wasThere, worseStatus } from "./status.ts";
import type { Problem, Table, TableRow } from "./table.ts";
import { writtenName } from "./written-name.ts";

/** What a kind of file takes: its columns, and which of them are days. */
export interface FileShape {
  columns: readonly string[];
  days: readonly string[];
  /** Rows shorter than their heading are told, where each row stands for itself. */
  strict: boolean;
}

/** What somebody said of a file when the reader asked. */
export interface Answers {
  /** Plain heading → column of ours; "-" for a column that is not read. */
  map: ReadonlyMap<string, string>;
  dates: DayOrder | undefined;
  statuses: SaidStatuses;
}

/** What is remembered of a file's headings. */
export interface SavedAnswers {
  map: Readonly<Record<string, string>>;
  dates?: Answers["dates"] | undefined;
  statuses?: Readonly<Record<string, Attendance>> | undefined;
}

export const NO_ANSWERS: Answers = { map: new Map(), dates: undefined, statuses: new Map() };

/** A row that is not taken, and why. */
export interface LeftOut {
  line: number;
  said: string;
  reason: string;
}

/** A file as one typed result, for every door: what is in it by our columns, and everything that was made of the rest. */
export interface FileReading extends Table {
  /** The headings as they stand, with what they fill. */
  headings: readonly Column[];
  headerLine: number;
  leftOut: LeftOut[];
  askedStatuses: AskedStatus[];
  /** Sums that stand in the file itself, by our columns. */
  totals: TableRow[];
  notes: string[];
  /** The file's own line, heading and rows, so that what is not taken can be given back. */
  original: { heading: readonly string[]; rows: ReadonlyMap<number, readonly string[]> };
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string;
  /** SHA-256 of the headings: what a mapping is remembered by. */
  headingHash: string;
}

/** `undefined` when no line looks like a heading: then it may be a plain list. */
export async function readFile(
  bytes: Uint8Array,
  shape: FileShape,
  answers: Answers | ((headingHash: string) => Promise<Answers>),
): Promise<FileReading | undefined> {
  const fields = new Set(shape.columns);
  const grid = await readGrid(bytes, fields);
  const first = layoutOf(grid.rows, fields, typeof answers === "function" ? NO_ANSWERS.map : answers.map);
  const headingHash = first ? await hashOf(first.header.cells.map(plainHeading).join("\u0001")) : "";
  const said = typeof answers === "function" ? await answers(headingHash) : answers;
  const layout = layoutOf(grid.rows, fields, said.map) ?? first;
  if (!layout) return undefined;
  refuseUnknownHeadings(said.map, layout);
  return { ...reading(grid, layout, shape, said), hash: await hashOf(bytes), headingHash };
}

/** SHA-256 in hexadecimal. */
export async function hashOf(content: Uint8Array | string): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function refuseUnknownHeadings(map: Answers["map"], { header }: Layout): void {
  const there = new Set(header.cells.map(plainHeading));
  const missing = [...map.keys()].find((heading) => !there.has(heading));
  if (missing !== undefined)
    throw new Refusal(
      `That file has no column “${missing}”; its columns are ${header.cells.filter((cell) => cell !== "").join(", ")}. Nothing was imported.`,
    );
}

function reading(grid: Grid, layout: Layout, shape: FileShape, { dates, statuses }: Answers) {
  const { columns, body, header } = layout;
  const given = body.map((row) => ({ row, cells: cellsOf(row, columns, statuses) }));
  const rows = given.filter(({ row }) => !isTotal(row));
  const status = columns.find(({ field }) => field === "status")?.heading.trim();
  const sorted = rows.map((one) => ({
    ...one,
    there: status === undefined ? "in" : wasThere(one.cells.status ?? "", statuses),
  }));
  const kept = sorted.filter(({ there, row }) => there === "in" && !isShort(row, header, shape));
  const askedStatuses = statusesAsked(sorted, status ?? "");
  const days = readDays(kept, shape, columns, dates);
  return {
    columns: fieldsIn(columns),
    headings: columns,
    headerLine: header.line,
    rows: kept.map(({ row, cells }) => ({ line: row.line, cells: withName(days.read(cells)) })),
    problems: [...days.problems, ...shortRows(rows, header, shape), ...askedStatuses.flatMap(statusProblems)],
    leftOut: sorted.flatMap(({ row, cells, there }) =>
      there === "out" ? [{ line: row.line, said: saidOf(cells, row), reason: outReason(status, cells.status) }] : [],
    ),
    askedStatuses,
    totals: given.flatMap(({ row, cells }) => (isTotal(row) ? [{ line: row.line, cells }] : [])),
    notes: [...grid.notes, ...layoutNotes(layout), ...days.notes],
    original: { heading: header.cells, rows: new Map(body.map(({ line, cells }) => [line, cells])) },
  };
}

const fieldsIn = (columns: readonly Column[]): string[] => {
  const fields = new Set(columns.flatMap(({ field }) => field ?? []));
  if (fields.has("first_name") || fields.has("last_name")) fields.add("name");
  return [...fields];
};

/** By our columns; of several that fill one of ours, the first that says something. Every status is kept: one "out" wins. */
function cellsOf({ cells }: GridRow, columns: readonly Column[], statuses: SaidStatuses): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { at, field } of columns) {
    if (field === undefined) continue;
    const cell = absent(cells[at] ?? "");
    if (field === "status" && found.status !== undefined) found.status = worseStatus(found.status, cell, statuses);
    else found[field] ||= cell;
  }
  return found;
}

/** What people write where there is nothing to write. */
const absent = (cell: string) => (/^(?:#?n\/a|tbd|\(blank\)|\(null\))$/i.test(cell.trim()) ? "" : cell.trim());

const isTotal = ({ cells }: GridRow) =>
  /^(?:(?:grand |sub)?totals?|sum|count|summe|gesamt)\b(?!\s+\p{L}+,)[\s:=]*(?:[\d,. ]*|of .*|attendees.*|rows.*)$/iu.test(
    cells.find((cell) => cell !== "") ?? "",
  );

const outReason = (heading = "", value = "") => (value === "" ? `${heading} is empty` : `${heading}: ${value}`);

const saidOf = (cells: Record<string, string>, { cells: all }: GridRow): string =>
  withName(cells).name || cells.email || cells.employee_id || all.filter((cell) => cell !== "").join(", ");

/** First and last name are one; a name comes as it is said aloud. */
function withName(cells: Record<string, string>): Record<string, string> {
  const { first_name: first = "", last_name: last = "", name = "", ...rest } = cells;
  const written = writtenName(name === "" ? `${first} ${last}`.trim() : name);
  if (name === "" && first === "" && last === "") return cells;
  const id = rest.employee_id || written.employeeId;
  return { ...rest, name: written.name, written: name || written.name, ...(id ? { employee_id: id } : {}) };
}

/** A stray line: too few values for its heading, or more of them. A workbook does not write empty cells at the end. */
function isShort({ cells }: GridRow, { cells: heading }: GridRow, { strict }: FileShape): boolean {
  const more = cells.slice(heading.length).some((cell) => cell !== "");
  return strict && (more || cells.length < heading.length - 1);
}

const shortRows = (rows: readonly { row: GridRow }[], header: GridRow, shape: FileShape): Problem[] =>
  rows.flatMap(({ row }) =>
    isShort(row, header, shape)
      ? [
          {
            line: row.line,
            column: "",
            value: row.cells.join(","),
            reason: `has ${row.cells.length} values, the header has ${header.cells.length}`,
          },
        ]
      : [],
  );

/** Days as ISO where they can be read; what cannot stays as it is, for the kind to say so. */
function readDays(
  rows: readonly { row: GridRow; cells: Record<string, string> }[],
  shape: FileShape,
  columns: readonly Column[],
  said: DayOrder | undefined,
) {
  const there = shape.days.filter((day) => columns.some(({ field }) => field === day));
  const orders = new Map(
    there.map((day) => {
      const own = orderOf(rows.map(({ cells }) => cells[day] ?? ""));
      return [day, { own, order: own === "mdy" || own === "dmy" ? own : said }];
    }),
  );
  const problems = there.flatMap((day) => asked(day, orders.get(day), rows));
  const notes = [...orders].flatMap(([day, { own, order }]) =>
    own === "plain" || order === undefined ? [] : [`Days in ${day} are read as ${ORDER_WORDS[order]}.`],
  );
  const read = (cells: Record<string, string>) => {
    const days = there.flatMap((day) => {
      const cell = cells[day] ?? "";
      return cell === "" || cell === "-" ? [] : [[day, dayIn(cell, orders.get(day)?.order) ?? cell]];
    });
    return { ...cells, ...Object.fromEntries(days) };
  };
  return { problems, notes, read };
}

const ORDER_WORDS = { mdy: "month/day/year", dmy: "day/month/year" } as const;

function asked(
  day: string,
  order: { own: ReturnType<typeof orderOf>; order: DayOrder | undefined } | undefined,
  rows: readonly { row: GridRow; cells: Record<string, string> }[],
): Problem[] {
  if (order?.order !== undefined || order?.own === "plain" || order === undefined) return [];
  const row = rows.find(({ cells }) => orderOf([cells[day] ?? ""]) !== "plain");
  const both = order.own === "both" ? "some days here can only be month/day and others only day/month" : undefined;
  const reason = `${both ?? "could be month/day or day/month, and no day of this column tells"}: say which with --dates mdy or --dates dmy`;
  return [{ line: row?.row.line ?? 0, column: day, value: row?.cells[day] ?? "", reason }];
}

function layoutNotes({ columns, above, header }: Layout): string[] {
  const named = (meaning: Column["meaning"]) =>
    columns
      .filter((one) => one.meaning === meaning && one.field === undefined && one.heading !== "")
      .map((one) => one.heading.trim());
  const [sensitive, others, unknown] = [named("sensitive"), named("other person"), named("unknown")];
  return [
    ...(above > 0 ? [`The table begins on line ${header.line}; what stands above it is not read.`] : []),
    ...(sensitive.length > 0 ? [`Never kept, and dropped here: ${sensitive.join(", ")}.`] : []),
    ...(others.length > 0 ? [`About somebody else, and not read: ${others.join(", ")}.`] : []),
    ...(unknown.length > 0 ? [`Not read: ${unknown.join(", ")}.`] : []),
  ];
}
