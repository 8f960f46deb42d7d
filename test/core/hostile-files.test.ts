import { strToU8, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { fileText } from "../../src/core/import/file-text.ts";
import { type FileShape, NO_ANSWERS, readFile } from "../../src/core/import/read-file.ts";

// Each file is refused in a sentence that says what to do, within a second and without much memory; nothing of it is read.

const PEOPLE: FileShape = { columns: ["email", "name", "department"], days: [], strict: true };
const read = (bytes: Uint8Array) => readFile(bytes, PEOPLE, NO_ANSWERS);

const WORKBOOK = '<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>';
const sheet = (body: string) => `<worksheet><sheetData>${body}</sheetData></worksheet>`;
const zip = (parts: Record<string, string | Uint8Array>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]),
    ),
  );
const workbook = (body: string, more: Record<string, string | Uint8Array> = {}) =>
  zip({ "xl/workbook.xml": WORKBOOK, "xl/worksheets/sheet1.xml": sheet(body), ...more });

/** The same zip with a byte of each entry of its directory changed, so many bytes behind the entry's mark. */
function withDirectory(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const changed = bytes.slice();
  for (let at = 0; at < changed.length - 4; at += 1)
    if (changed[at] === 0x50 && changed[at + 1] === 0x4b && changed[at + 2] === 1 && changed[at + 3] === 2)
      changed[at + offset] = value;
  return changed;
}

/** Two parts of one name: what a guard reads first, another reader reads last. */
function twice(): Uint8Array {
  const bytes = workbook("", { "xl/workboo2.xml": WORKBOOK });
  const text = Buffer.from(bytes).toString("latin1").replaceAll("workboo2", "workbook");
  return new Uint8Array(Buffer.from(text, "latin1"));
}

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, ...Array(200).fill(0)]);
const OLE = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(200).fill(7)]);

const HOSTILE: [string, () => Uint8Array, RegExp][] = [
  ["an empty file", () => new Uint8Array(), /That file is empty/],
  ["a picture", () => PNG, /neither text nor an Excel workbook.*scan or a picture has to be typed/],
  ["an old workbook, or one with a password", () => OLE, /old Excel file \(\.xls\).*Save it as \.xlsx/],
  ["a document renamed .xlsx", () => zip({ "word/document.xml": "<w/>" }), /a zip file but not an Excel workbook/],
  ["a zip whose parts are encrypted", () => withDirectory(workbook(""), 8, 1), /protected by a password/],
  ["half a workbook", () => workbook("<row/>").slice(0, 60), /damaged/],
  ["two parts of one name", twice, /damaged/],
  ["a part that says it is larger than 4 GB", () => withDirectory(workbook(""), 20, 0xff), /damaged/],
  ["a DOCTYPE", () => workbook("", { "xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }), /damaged/],
  ["40 MB in 40 kB", () => workbook("", { "xl/media/a.bin": new Uint8Array(40 << 20) }), /too large: at most 10 MB/],
  ["2 million cells", () => workbook(`<row r="1">${"<c/>".repeat(2_000_000)}</row>`), /500,000 cells/],
  ["a cell far off", () => workbook(Array(60).fill('<row><c r="XFD1"/></row>').join("")), /500,000 cells/],
  [
    "2 million cells in a part of another name",
    () => workbook("", { "xl/other.bin": sheet(`<row r="1">${"<c/>".repeat(600_000)}</row>`) }),
    /500,000 cells/,
  ],
  ["a row far off", () => workbook('<row r="1048576"><c r="A1048576"/></row>'), /100,000 rows/],
  ["11 MB of text", () => new Uint8Array(11 << 20).fill(97), /larger than 10 MB/],
  ["a quotation mark never closed", () => strToU8('email,name\n"a,b\n'), /opened and never closed/],
];

describe("a file that would do harm, or is none, is refused with the remedy", () => {
  test.each(HOSTILE)("%s", async (_what, make, sentence) => {
    const bytes = make();
    const [before, started] = [process.memoryUsage().rss, performance.now()];
    const refusal = await read(bytes).catch((error: Error) => error);
    expect(refusal).toMatchObject({ name: "Refusal", message: expect.stringMatching(sentence) });
    expect((refusal as Error).message).toMatch(/Nothing was imported\.$/);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  test.each(HOSTILE.filter(([what]) => /old workbook|DOCTYPE|40 MB|renamed|encrypted|picture/.test(what)))(
    "%s dropped into chat",
    async (_what, make) => {
      await expect(fileText(make(), "list.xlsx")).rejects.toMatchObject({ name: "Refusal" });
    },
  );
});

describe("a file that leaves something open", () => {
  test("formulas that were never calculated are empty, and said", async () => {
    const rows = [
      ["Email", "Name", "Department"],
      ["a@city.example", "Ana", "DPW"],
    ];
    const bytes = await writeXlsx({
      sheets: [{ name: "A", rows, cells: new Map([["1,2", { formula: "VLOOKUP(1,B:C,2)" }]]) }],
    });
    const reading = await read(bytes);
    expect(reading?.rows[0]?.cells).toMatchObject({ email: "a@city.example", department: "" });
    expect(reading?.notes.join(" ")).toContain("never calculated and are read as empty: open the file in Excel");
  });

  test("two tables in one sheet are refused with the lines on which they begin", async () => {
    const text = "Email,Name\na@city.example,Ana\n\nDepartment,Name,Email\nDPW,Bo,b@city.example\n";
    await expect(read(strToU8(text))).rejects.toThrow(/two tables: one begins on line 1, another on line 4/);
  });

  test("headings in a language nobody listed are no headings of ours", async () => {
    expect(await read(strToU8("Osoite,Nimi,Virasto\nx,Ana,DPW\n"))).toBeUndefined();
  });
});
