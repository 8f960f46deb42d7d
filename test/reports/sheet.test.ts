import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { type Cell, type Sheet, toCsv, toXlsx } from "../../src/reports/sheet.ts";

const sheet = (...row: Cell[]): Sheet => ({ name: "words", columns: row.map((_cell, at) => `c${at}`), rows: [row] });

const csvRow = (of: Sheet): string[] =>
  (parse(toCsv(of).toString() === "" ? "" : Buffer.from(toCsv(of)), { bom: true }) as string[][])[1] ?? [];

async function xlsxCells(of: Sheet) {
  const book = await readXlsx(await toXlsx(of));
  return book.sheets[0];
}

const HOSTILE = [
  "=1+1",
  "+1",
  "-1+2",
  "@SUM(A1)",
  "＝1+1",
  "＋1",
  "－1",
  "＠x",
  "|cmd",
  "｜cmd",
  "%00=1",
  "\t=1",
  "\r=1",
  " =1",
  "\u200b=1",
  "\ufeff=1",
];

describe("spreadsheets (quality.md 19)", () => {
  test.each(HOSTILE)("%j is no formula in CSV", (words) => {
    expect(csvRow(sheet(words))[0]?.startsWith("'")).toBe(true);
  });

  test.each(HOSTILE)("%j is no formula in XLSX", async (words) => {
    const first = await xlsxCells(sheet(words));
    expect(JSON.stringify(first?.cells ? [...first.cells.values()] : [])).not.toContain('"formula"');
    expect(String(first?.rows[1]?.[0]).startsWith("'")).toBe(true);
  });

  test("a workbook opens with a frozen, bold heading, a filter and columns that can be read, and says last what is in it", async () => {
    const columns = Array.from({ length: 28 }, (_, at) => `c${at}`);
    const row = columns.map((_column, at) => (at === 1 ? "w".repeat(200) : at === 2 ? "twenty letters in it" : at));
    const bytes = await toXlsx({ name: "words", columns, rows: [row], about: "=1 record, 2026, the whole city" });
    const book = await readXlsx(bytes);
    expect(book.sheets.map(({ name }) => name)).toEqual(["words", "About"]);
    expect(book.sheets[1]?.rows[0]?.[0]).toBe("'=1 record, 2026, the whole city");
    const parts = unzipSync(bytes);
    const xml = new TextDecoder().decode(parts["xl/worksheets/sheet1.xml"]);
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(xml).toContain('<autoFilter ref="A1:AB2"');
    const widths = [...xml.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Math.round(Number(width)));
    expect(widths.slice(0, 3)).toEqual([8, 60, 22]);
    expect(xml).toMatch(/<c r="A1"[^>]* s="[1-9]/);
    expect(book.sheets[0]?.rows[0]?.[27]).toBe("c27");
  });

  test("a negative number stays a number, and nothing stays empty", async () => {
    const row = sheet(-5, undefined, 0, "ok");
    expect(csvRow(row)).toEqual(["-5", "", "0", "ok"]);
    expect((await xlsxCells(row))?.rows[1]?.slice(0, 4)).toEqual([-5, null, 0, "ok"]);
  });

  test("whatever is written, no cell of a CSV starts like a formula", () => {
    const words = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(words, (one) => {
        expect(/^[\s\p{C}]*[=+\-@|%＝＋－＠｜％]/u.test(csvRow(sheet(`x${one}`, one))[1] ?? "")).toBe(false);
      }),
      { seed: 385, numRuns: 500 },
    );
  });

  test("accents, quotes, commas and line breaks come back as they were", () => {
    const words = 'José said "hi, all"\nand left';
    expect(csvRow(sheet(words))[0]).toBe(words);
  });
});
