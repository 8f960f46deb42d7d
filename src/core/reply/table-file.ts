import { stringify } from "csv-stringify/sync";
import type { ReplyFile, Table } from "./reply.ts";

/** A table as a file, for where it is too long to be shown; no cell of it is a formula. */
export function tableFile({ caption, columns, rows }: Table): ReplyFile {
  const csv = stringify([columns.map(({ label }) => label), ...rows], { bom: true, escape_formulas: true });
  const name = caption
    .replace(/[^\w -]+/g, "")
    .trim()
    .slice(0, 60);
  return {
    name: `${name || "table"}.csv`,
    mime: "text/csv",
    bytes: new TextEncoder().encode(csv),
    summary: `${caption} (${rows.length.toLocaleString("en-US")} rows)`,
  };
}
