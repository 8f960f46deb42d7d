import type { types } from "@slack/bolt";
import type { Table } from "../../../src/core/reply/reply.ts";
import { LIMITS } from "./limits.ts";
import { sections, type Unit } from "./unit.ts";

/** As many tables as one is split into; a longer one is a file. */
const MOST_PARTS = 3;

/** A table's rows as Slack shows them, in as many tables as it takes, each with its header. */
export function tableUnits(table: Table): Unit[] {
  const caption = sections(table.caption).map((unit) => ({ ...unit, leads: true as const }));
  return [...caption, ...parts(table).map((rows) => tableUnit(table, rows))];
}

/** Too wide or too long for Slack's tables: then it goes as a file. */
export const needsFile = (table: Table): boolean =>
  table.columns.length > LIMITS.tableColumns || parts(table).length > MOST_PARTS || parts(table).some(isTooLong(table));

const isTooLong = (table: Table) => (rows: string[][]) => sizeOf(table, rows) > LIMITS.tableText;

const headerOf = ({ columns }: Table) => columns.map(({ label }) => label);

const sizeOf = (table: Table, rows: string[][]) =>
  [headerOf(table), ...rows].flat().reduce((sum, text) => sum + cellText(text).length, 0);

function parts(table: Table): string[][][] {
  const all: string[][][] = [];
  let part: string[][] = [];
  let size = sizeOf(table, []);
  for (const row of table.rows) {
    const more = row.reduce((sum, text) => sum + cellText(text).length, 0);
    if (part.length > 0 && (part.length + 1 >= LIMITS.tableRows || size + more > LIMITS.tableText)) {
      all.push(part);
      part = [];
      size = sizeOf(table, []);
    }
    part.push(row);
    size += more;
  }
  return part.length > 0 || all.length === 0 ? [...all, part] : all;
}

/** Slack refuses an empty cell; a space that does not break is read as one. */
const cellText = (text: string) => (text.trim() === "" ? "\u00a0" : text);

/** A cell's text is shown as it is: nothing in it is markup, so nothing is escaped. */
const cell = (text: string) => ({ type: "raw_text" as const, text: cellText(text) });

function tableUnit(table: Table, rows: string[][]): Unit {
  const padded = rows.map((row) => table.columns.map((_column, at) => cell(row[at] ?? "")));
  const block: types.TableBlock = {
    type: "table",
    rows: [headerOf(table).map(cell), ...padded],
    column_settings: table.columns.map(({ numeric }) => ({ align: numeric ? "right" : "left", is_wrapped: true })),
  };
  return { block, text: [headerOf(table), ...rows].map((row) => row.join(" | ")).join("\n") };
}

/** A table in words, where Slack has no tables: "Public Works: Sessions 4 · Employees 61". */
export function tableLines({ caption, columns, rows }: Table): string {
  const lines = rows.map(([first = "", ...rest]) => {
    const named = rest.flatMap((text, at) =>
      text.trim() === "" ? [] : [`${columns[at + 1]?.label ?? ""} ${text}`.trim()],
    );
    return named.length === 0 ? first : `${first}: ${named.join(" · ")}`;
  });
  return [caption, ...lines].join("\n");
}
