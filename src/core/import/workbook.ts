import { readXlsx } from "hucre/xlsx";
import { Refusal } from "../request/errors.ts";
import { guardWorkbook } from "./guard.ts";
import type { Grid, GridRow } from "./rows.ts";

/** The first visible sheet that holds anything, hidden rows left out. Whatever is not read is said. */
export async function readWorkbook(bytes: Uint8Array): Promise<Grid> {
  await guardWorkbook(bytes);
  const names: string[] = [];
  let hidden = 0;
  const { sheets } = await readXlsx(bytes, {
    sheets: (sheet) => {
      const visible = sheet.hidden !== true && sheet.veryHidden !== true;
      if (visible) names.push(sheet.name);
      else hidden += 1;
      return visible;
    },
  }).catch(() => {
    throw new Refusal(
      "That workbook cannot be read. Open it, save it as .xlsx again or as CSV, and send that. Nothing was imported.",
    );
  });
  const sheet = sheets.find(({ rows }) => rows.some((row) => row.some((cell) => cell !== null && cell !== "")));
  if (!sheet) throw new Refusal("No visible sheet of that workbook holds anything. Nothing was imported.");
  const rows = gridRows(sheet);
  const others = names.filter((name) => name !== sheet.name);
  return { rows: rows.kept, notes: [...sheetNotes(sheet.name, others, hidden), ...rows.notes] };
}

type Sheet = Awaited<ReturnType<typeof readXlsx>>["sheets"][number];

function gridRows({ rows, rowDefs, cells }: Sheet): { kept: GridRow[]; notes: string[] } {
  const hidden = rows.flatMap((_, at) => (rowDefs?.get(at)?.hidden === true ? [at] : []));
  const skipped = new Set(hidden);
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const kept = rows.flatMap((row, at) =>
    skipped.has(at)
      ? []
      : [{ line: at + 1, cells: Array.from({ length: width }, (_, column) => cellText(row[column])) }],
  );
  const empty = [...(cells ?? [])].flatMap(([at, cell]) =>
    cell.formula !== undefined && (cell.value === null || cell.value === undefined) ? [at.split(",")[0] ?? ""] : [],
  );
  const lines = [...new Set(empty)].map((row) => Number(row) + 1);
  return {
    kept: kept.filter((row) => row.cells.some((cell) => cell !== "")),
    notes: [
      ...(hidden.length > 0
        ? [`${hidden.length} hidden ${hidden.length === 1 ? "row is" : "rows are"} not read.`]
        : []),
      ...(lines.length > 0
        ? [
            `Formulas on ${lines.length === 1 ? `line ${lines[0]}` : `${lines.length} lines`} were never calculated and are read as empty: open the file in Excel, save it, and send it again.`,
          ]
        : []),
    ],
  };
}

const sheetNotes = (name: string, others: readonly string[], hidden: number): string[] => [
  ...(others.length > 0
    ? [`Only the sheet “${name}” is read; not ${others.map((one) => `“${one}”`).join(", ")}.`]
    : []),
  ...(hidden > 0 ? [`${hidden} hidden ${hidden === 1 ? "sheet is" : "sheets are"} not read.`] : []),
];

/** A day as ISO, a number as it is written in English, anything else as text. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell).trim();
  const iso = cell.toISOString();
  if (iso.startsWith("1899-")) return iso.slice(11, 16);
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 16);
}
