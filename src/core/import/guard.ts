import { Inflate } from "fflate";
import { Refusal } from "../request/errors.ts";

/** What a workbook may hold at most: more is no list of people, and would stop the bot for everybody. */
export const WORKBOOK_LIMITS = { bytes: 10 << 20, inflated: 32 << 20, rows: 100_000, cells: 500_000 } as const;

/** Bytes taken at a time, so that what inflates without end is noticed soon. */
const STEP = 16 << 10;

interface Part {
  name: string;
  method: number;
  start: number;
  size: number;
}

/**
 * Refuses a workbook that would cost more than a list is worth, before anything reads it: sizes that a zip states of
 * itself are not believed, so every part is inflated within one budget.
 */
export async function guardWorkbook(bytes: Uint8Array): Promise<void> {
  if (bytes.length > WORKBOOK_LIMITS.bytes) throw tooLarge();
  const parts = partsOf(bytes);
  if (new Set(parts.map(({ name }) => name.toLowerCase())).size < parts.length) throw damaged();
  if (!parts.some(({ name }) => name === "xl/workbook.xml")) throw notAWorkbook();
  const left = { bytes: WORKBOOK_LIMITS.inflated, rows: WORKBOOK_LIMITS.rows, cells: WORKBOOK_LIMITS.cells };
  for (const part of parts) {
    const content = inflated(bytes, part, left);
    checkXml(content, left);
    // Lets others be answered between two parts.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const tooLarge = () =>
  new Refusal(
    "That workbook is too large: at most 10 MB, 100,000 rows and 500,000 cells are read. Keep only the sheet and the columns that matter, or split it. Nothing was imported.",
  );

const damaged = () =>
  new Refusal(
    "That workbook is damaged or was not written by a spreadsheet. Open it, save it as .xlsx again or as CSV, and send that. Nothing was imported.",
  );

const notAWorkbook = () =>
  new Refusal(
    "That is a zip file but not an Excel workbook (.xlsx). Save the list as .xlsx or CSV and send that. Nothing was imported.",
  );

/** The parts by the directory at the end of a zip. ZIP64 is for files far larger than we read. */
function partsOf(bytes: Uint8Array): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  const parts: Part[] = [];
  let at = view.getUint32(end + 16, true);
  for (let read = 0; read < count; read += 1) {
    const part = partAt(view, at);
    parts.push(part.part);
    at = part.next;
  }
  return parts;
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (view.getUint16(at + 10, true) === 0xffff || view.getUint32(at + 16, true) === 0xffffffff) throw damaged();
    return at;
  }
  throw damaged();
}

function partAt(view: DataView, at: number): { part: Part; next: number } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw damaged();
  const [size, header] = [view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
  const [nameLength = 0, extra = 0, comment = 0] = lengths;
  if (size === 0xffffffff || header + 30 > view.byteLength) throw damaged();
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + size > view.byteLength) throw damaged();
  if ((view.getUint16(at + 8, true) & 1) === 1) throw locked();
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
  return {
    part: { name, method: view.getUint16(at + 10, true), start, size },
    next: at + 46 + nameLength + extra + comment,
  };
}

const locked = () =>
  new Refusal("That file is protected by a password. Save it without one and send that. Nothing was imported.");

function inflated(bytes: Uint8Array, { method, start, size }: Part, left: { bytes: number }): Uint8Array {
  const packed = bytes.subarray(start, start + size);
  if (method === 0) {
    left.bytes -= packed.length;
    if (left.bytes < 0) throw tooLarge();
    return packed;
  }
  if (method !== 8) throw damaged();
  const chunks: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => {
    left.bytes -= chunk.length;
    if (left.bytes < 0) throw tooLarge();
    chunks.push(chunk);
  });
  for (let at = 0; at < packed.length || at === 0; at += STEP) push(inflate, packed, at);
  return joined(chunks);
}

function push(inflate: Inflate, packed: Uint8Array, at: number): void {
  try {
    inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  } catch (error) {
    throw error instanceof Refusal ? error : damaged();
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Judged by what stands in it: a sheet may have any name, and one in UTF-16 would hide its cells. */
function checkXml(content: Uint8Array, left: { rows: number; cells: number }): void {
  if (content[0] === 0xff && content[1] === 0xfe && content[2] === 0x3c) throw damaged();
  if (content[0] === 0xfe && content[1] === 0xff && content[3] === 0x3c) throw damaged();
  const xml = new TextDecoder("latin1").decode(content);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw damaged();
  if (/<(?:\w+:)?sheetData[\s>]/.test(xml)) countCells(xml, left);
}

/** Cells, and the empty ones before each: one cell far to the right makes a row as wide. */
function countCells(xml: string, left: { rows: number; cells: number }): void {
  const tags = /<(?:\w+:)?(row|c)(?=[\s>/])([^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*)>/g;
  let [rows, width] = [0, 0];
  for (const [, kind, attributes = ""] of xml.matchAll(tags)) {
    const [, column = "", row = ""] = /\br\s*=\s*["']([A-Z]*)(\d*)/.exec(attributes) ?? [];
    if (kind === "row") [rows, width] = [Math.max(rows + 1, Number(row)), 0];
    const reached = kind === "row" ? 0 : Math.max(width + 1, columnNumber(column));
    left.cells -= Math.max(0, reached - width);
    width = Math.max(width, reached);
    if (left.cells < 0 || rows > left.rows) throw tooLarge();
  }
  left.rows -= rows;
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
