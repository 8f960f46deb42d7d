import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { flowOf } from "../../../src/reports/papers/model/flow.ts";
import type { Paper } from "../../../src/reports/papers/model/paper.ts";
import { breakable, printable } from "../../../src/reports/papers/pdf/printable.ts";
import { printed } from "../../../src/reports/papers/print.ts";
import { hasQpdf } from "../../support/qpdf.ts";
import { hostilePaper, samplePaper } from "./samples.ts";

const MINUTES = 180_000;
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/** By a process of its own alone, and beside the other formats by another one that takes itself to be somewhere else. */
async function elsewhere(paper: Paper, format: "pdf" | "docx"): Promise<[Uint8Array, Uint8Array]> {
  const { TZ, LC_ALL } = process.env;
  const [alone] = await printed(paper, [format], MINUTES);
  Object.assign(process.env, { TZ: "Pacific/Kiritimati", LC_ALL: "de_DE.UTF-8" });
  try {
    const formats = ["html", format] as const;
    const all = await printed(paper, formats, MINUTES);
    const beside = all[formats.indexOf(format)];
    if (!alone || !beside) throw new Error("a format is missing");
    return [alone, beside];
  } finally {
    for (const [name, value] of Object.entries({ TZ, LC_ALL }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

function structureOf(pdf: Uint8Array): { s: string; scope: string | undefined }[] {
  const path = join(mkdtempSync(join(tmpdir(), "pdf-")), "paper.pdf");
  writeFileSync(path, pdf);
  // qpdf ends with 3 for warnings, which fails the test as it should.
  const written = execFileSync("qpdf", ["--json=2", "--json-key=qpdf", path], { maxBuffer: 1e9 }).toString();
  const { qpdf } = JSON.parse(written) as { qpdf: [unknown, Record<string, { value?: unknown }>] };
  const objects = Object.values(qpdf[1]).flatMap(({ value }) =>
    typeof value === "object" && value !== null ? [value as Record<string, unknown>] : [],
  );
  return objects
    .filter((one) => one["/Type"] === "/StructElem")
    .map((one) => ({
      s: String(one["/S"]),
      scope: JSON.stringify(one["/A"] ?? "").match(/"\/Scope":"(\/\w+)"/)?.[1],
    }));
}

describe("a paper as PDF", { timeout: MINUTES }, () => {
  test.skipIf(!hasQpdf())(
    "has tagged headings, tables with row headers, and figures; the same bytes in another process",
    async () => {
      const [one, other] = await elsewhere(samplePaper(), "pdf");
      expect(Buffer.compare(one, other)).toBe(0);
      const elements = structureOf(one);
      const flow = flowOf(samplePaper());
      const tables = flow.flatMap((each) => (each.kind === "table" ? [each] : []));
      const headings = flow.filter(({ kind }) => kind === "heading");
      expect(elements.filter(({ s }) => /^\/H\d$/.test(s))).toHaveLength(headings.length);
      expect(elements.filter(({ s }) => s === "/Table")).toHaveLength(tables.length);
      expect(elements.filter(({ s, scope }) => s === "/TH" && scope === "/Row")).toHaveLength(
        tables.reduce((sum, { rows }) => sum + rows.length, 0),
      );
      expect(elements.filter(({ s }) => s === "/Figure").length).toBeGreaterThanOrEqual(1);
      expect(text(one)).toContain("pdfuaid:part");
    },
  );

  test("is made of hostile words, emoji and scripts without a font, too", async () => {
    // Far more than a city's year holds: on a busy machine it takes longer than a reader would be asked to wait.
    const [pdf = new Uint8Array()] = await printed(hostilePaper(), ["pdf"], MINUTES);
    expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe("%PDF-");
  });

  test("that takes too long is a sentence that says what there still is", async () => {
    await expect(printed(samplePaper(), ["pdf"], 1)).rejects.toThrow(/PDF could not be made.*Word and HTML still can/);
  });
});

describe("a paper in Word", { timeout: MINUTES }, () => {
  test("has the same headings, tables and ids, every link leads somewhere, and the same bytes again", async () => {
    const [one, other] = await elsewhere(hostilePaper(), "docx");
    expect(Buffer.compare(one, other)).toBe(0);
    const files = unzipSync(one);
    const document = text(files["word/document.xml"]);
    const flow = flowOf(hostilePaper());
    expect(document.match(/<w:pStyle w:val="Heading\d"/g)).toHaveLength(
      flow.filter(({ kind }) => kind === "heading").length,
    );
    expect(document.match(/<w:tbl>/g)).toHaveLength(flow.filter(({ kind }) => kind === "table").length);
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(flow.filter(({ kind }) => kind === "table").length);
    const names = new Set([...document.matchAll(/<w:bookmarkStart[^>]*w:name="([^"]+)"/g)].map((match) => match[1]));
    for (const [, anchor] of document.matchAll(/w:anchor="([^"]+)"/g)) expect(names).toContain(anchor);
    const relations = text(files["word/_rels/document.xml.rels"]);
    for (const [, id] of document.matchAll(/r:(?:id|embed)="([^"]+)"/g)) expect(relations).toContain(`Id="${id}"`);
    const pictures = [...document.matchAll(/<wp:docPr id="(\d+)"[^>]*descr="([^"]+)"/g)];
    expect(new Set(pictures.map((match) => match[1])).size).toBe(flow.filter(({ kind }) => kind === "figure").length);
    expect(document).toContain("w:bidi");
    expect(text(files["customXml/item1.xml"])).toContain("auditHead");
  });
});

describe("what no font has", () => {
  test.each([
    ["Snow 👍🏽👍 routes", "Snow [emoji] routes"],
    ["中文 title", "[text in Han script: see the Word version] title"],
    ["한국어", "[text in Hangul script: see the Word version]"],
    ["Việt Hmoob Ünïcödé שלום مرحبا", "Việt Hmoob Ünïcödé שלום مرحبا"],
  ])("%s", (raw, said) => {
    expect(printable(raw)).toBe(said);
  });

  test("a word of 3,000 letters may break", () => {
    expect(breakable("x".repeat(3000)).split("\u200B")).toHaveLength(3000);
    expect(breakable("x".repeat(30))).toBe("x".repeat(30));
  });
});
