import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { Chart } from "../../../core/reply/chart.ts";
import { chartSvg } from "../../chart.ts";
import { canonicalJson, paperHash } from "../model/canonical.ts";
import { isRightToLeft, safeLink } from "../model/clean.ts";
import { coverLines, standingOf } from "../model/cover.ts";
import { type Flow, flowOf, plainWords, sourceAnchor } from "../model/flow.ts";
import type { Inline, Paper, Words } from "../model/paper.ts";
import { fontFiles } from "./fonts.ts";
import { breakable, printable } from "./printable.ts";
import { rowHeaders } from "./row-headers.ts";
import { TEMPLATE } from "./template.ts";
import { linesOf, widthsOf } from "./widths.ts";

/** Built to PDF/UA-1. Typst keeps what it compiled: this runs in a process that ends after it. */
export function writePdf(paper: Paper): Uint8Array {
  const workspace = mkdtempSync(join(tmpdir(), "paper-"));
  try {
    const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fontFiles() }] });
    const inputs = { paper: JSON.stringify(inputOf(paper)) };
    const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs });
    if (!compiled.result) throw new Error(`the PDF was refused: ${reasons(compiled.takeError())}`);
    return rowHeaders(compiler.pdf(compiled.result, { pdfStandard: "ua-1", pdfTags: true }));
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** A cell of more characters may be higher than a page: only such a row may break. */
const LONG = 800;

/** A table of fewer lines is not cut: about a third of a page. */
const WHOLE = 24;

const reasons = (error: { shortDiagnostics: unknown[] } | null) => JSON.stringify(error?.shortDiagnostics ?? []);

const shown = (text: string) => breakable(printable(text));

function inputOf(paper: Paper) {
  const [lang = "en", region = "us"] = paper.lang.split("-");
  const known = new Set(Object.keys(paper.sources).map(sourceAnchor));
  const words = (all: Words) => all.map((one) => inlineOf(one, known));
  return {
    title: shown(paper.title),
    subtitle: paper.subtitle === undefined ? null : shown(paper.subtitle),
    city: shown(paper.city),
    author: printable(paper.author),
    lang,
    region: region.toLowerCase(),
    standing: standingOf(paper) ?? null,
    running: shown(`${paper.city} · ${paper.title} · ${paper.covers}`).replaceAll("\n", " "),
    cover: coverLines(paper).map(({ label, value }) => ({ label, value: shown(value) })),
    flow: flowOf(paper).map((one) => blockOf(one, words)),
    evidence: canonicalJson({ paper: paperHash(paper), ...paper.evidence }),
  };
}

type Written = ReturnType<typeof inlineOf>;

function inlineOf(one: Inline, known: ReadonlySet<string>) {
  const of = (kind: string, text: string, more: { target?: string; link?: string } = {}) => ({
    kind,
    text: shown(text),
    rtl: isRightToLeft(text),
    target: more.target ?? null,
    link: more.link ?? null,
  });
  if (typeof one === "string") return of("text", one);
  if ("strong" in one) return of("strong", one.strong);
  if ("link" in one) {
    const link = safeLink(one.link);
    return link === undefined ? of("text", one.text) : of("link", one.text, { link });
  }
  const target = sourceAnchor(one.source);
  return of("source", `[${one.source}]`, known.has(target) ? { target } : {});
}

function blockOf(one: Flow, words: (all: Words) => Written[]): object {
  switch (one.kind) {
    case "heading":
      return { ...one, text: shown(one.text) || "–" };
    case "paragraph":
      return { ...one, words: words(one.words) };
    case "list":
      return { ...one, items: one.items.map(words) };
    case "table":
      return {
        ...one,
        caption: shown(one.caption),
        columns: one.columns.map(({ label, numeric }) => ({ label: shown(label), numeric })),
        rows: one.rows.map(({ cells, anchor }) => ({
          cells: cells.map(words),
          anchor: anchor ?? null,
          long: cells.some((cell) => plainWords(cell).length > LONG),
        })),
        note: one.note === undefined ? null : shown(one.note),
        widths: widthsOf(one),
        whole: linesOf(one) <= WHOLE,
      };
    case "figure":
      return { ...one, caption: shown(one.caption), alt: printable(one.alt), svg: chartSvg(printableChart(one.chart)) };
    case "note":
      return { ...one, label: shown(one.label), words: words(one.words) };
    case "contents":
      return { ...one, entries: one.entries.map((entry) => ({ ...entry, text: shown(entry.text) || "–" })) };
    case "break":
      return one;
    default:
      return one satisfies never;
  }
}

const printableChart = (chart: Chart): Chart => JSON.parse(printable(JSON.stringify(chart)));
