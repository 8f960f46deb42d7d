import type { Block } from "../core/reply/reply.ts";
import { type Sheet, toCsv, toXlsx } from "./sheet.ts";

const FORMATS = {
  csv: { mime: "text/csv; charset=utf-8", write: async (sheet: Sheet) => toCsv(sheet) },
  xlsx: { mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: toXlsx },
} as const;

/** A sheet to download; `name` without its ending, `format` as the field of that name reads it. */
export async function fileOf(sheet: Sheet, format: string, name: string, summary: string): Promise<Block> {
  const { mime, write } = FORMATS[format as keyof typeof FORMATS];
  return {
    kind: "file",
    file: { name: `${name}.${format}`, mime, bytes: await write({ ...sheet, about: summary }), summary },
  };
}
