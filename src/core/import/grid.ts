import { parse } from "csv-parse/sync";
import { Refusal } from "../request/errors.ts";
import { storable } from "../understanding/clean.ts";
import { readText } from "./decode.ts";
import { WORKBOOK_LIMITS } from "./guard.ts";
import { knownHeadings } from "./headings.ts";
import type { Grid, GridRow } from "./rows.ts";
import { readWorkbook } from "./workbook.ts";

/** Told by the first bytes, never by the name: a renamed file is still what it is. */
export async function readGrid(bytes: Uint8Array, fields: ReadonlySet<string>): Promise<Grid> {
  if (bytes.length === 0) throw new Refusal("That file is empty. Nothing was imported.");
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return readWorkbook(bytes);
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new Refusal(
      "That is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password, or as CSV, and send that. Nothing was imported.",
    );
  if (bytes.length > WORKBOOK_LIMITS.bytes)
    throw new Refusal("That file is larger than 10 MB. Split it and send the parts. Nothing was imported.");
  const text = readText(bytes);
  if (text === undefined)
    throw new Refusal(
      "That is neither text nor an Excel workbook. Save the list as .xlsx or CSV and send that; a scan or a picture has to be typed. Nothing was imported.",
    );
  return readDelimited(text, fields);
}

const begins = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte);

/** Text with a separator between its cells. */
function readDelimited(text: string, fields: ReadonlySet<string>): Grid {
  const clean = storable(text).replace(/^\ufeff/, "");
  const said = /^"?sep=(.)"?\r?\n/i.exec(clean);
  const rows = split(said ? clean.replace(/^[^\n]*/, "") : clean, said?.[1] ?? likelySeparator(clean, fields));
  if (rows.length > WORKBOOK_LIMITS.rows)
    throw new Refusal("That file has more than 100,000 rows. Split it and send the parts. Nothing was imported.");
  return { rows, notes: [] };
}

const SEPARATORS = [",", ";", "\t", "|"] as const;

/** The one that yields most headings we know, else most cells, on one of the first lines. */
function likelySeparator(text: string, fields: ReadonlySet<string>): string {
  const head = text.split(/\r?\n/, 60).slice(0, 40).join("\n");
  const scored = SEPARATORS.map((separator) => {
    const rows = safely(() => split(head, separator)) ?? [];
    const most = Math.max(
      0,
      ...rows.map(({ cells }) => knownHeadings(cells, fields) * 100 + Math.min(50, cells.length)),
    );
    return { separator, most };
  });
  return scored.reduce((best, one) => (one.most > best.most ? one : best)).separator;
}

function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function split(text: string, delimiter: string): GridRow[] {
  const options = { info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true };
  try {
    // csv-parse does not type what `info` adds.
    const rows = parse(text, { ...options, delimiter }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ""));
  } catch (error) {
    const { lines = 1 } = error as { lines?: number };
    throw new Refusal(
      `That file is not CSV: a quotation mark is opened and never closed, from line ${lines}. Nothing was imported.`,
    );
  }
}
