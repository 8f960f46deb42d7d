import { createHash } from "node:crypto";
import { chartSvg } from "../../chart.ts";
import { canonicalJson, paperHash } from "../model/canonical.ts";
import { isRightToLeft, safeLink } from "../model/clean.ts";
import { coverLines, standingOf } from "../model/cover.ts";
import { type Flow, type FlowTable, flowOf, sourceAnchor } from "../model/flow.ts";
import type { Inline, Paper, Words } from "../model/paper.ts";
import { STYLE } from "./style.ts";

/** One file that needs nothing else: no script, no font, no picture from elsewhere. */
export function writeHtml(paper: Paper): string {
  const standing = standingOf(paper);
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    "<!DOCTYPE html>",
    `<html lang="${attribute(paper.lang)}">`,
    `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="author" content="${attribute(paper.author)}">`,
    `<title>${escaped(paper.title)}</title><style>${STYLE}</style></head>`,
    "<body>",
    '<a class="skip" href="#paper">Skip to the paper</a>',
    standing === undefined ? "" : `<div class="standing" role="note">${escaped(standing)}</div>`,
    `<header><p class="city">${text(paper.city)}</p><h1>${text(paper.title)}</h1>`,
    paper.subtitle === undefined ? "" : `<p class="subtitle">${text(paper.subtitle)}</p>`,
    `<dl>${coverLines(paper)
      .map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${text(value)}</dd></div>`)
      .join("")}</dl></header>`,
    '<main id="paper">',
    ...flowOf(paper).map((one) => written(one)),
    "</main>",
    `<script type="application/json" id="evidence">${evidence(paper)}</script>`,
    "</body></html>",
    "",
  ].join("\n");
}

const styleHash = createHash("sha256").update(STYLE).digest("base64");

/** Data, not a program: the page's policy lets none run. */
const evidence = (paper: Paper) =>
  canonicalJson({ paper: paperHash(paper), ...paper.evidence })
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e");

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (raw: string) => raw.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
const attribute = (raw: string) => escaped(raw).replaceAll("\n", " ");

/** Line breaks stay; what is written from right to left says so. */
function text(raw: string): string {
  const lines = escaped(raw).replaceAll("\n", "<br>");
  return isRightToLeft(raw) ? `<bdi dir="rtl">${lines}</bdi>` : lines;
}

function inline(one: Inline): string {
  if (typeof one === "string") return text(one);
  if ("strong" in one) return `<strong>${text(one.strong)}</strong>`;
  if ("source" in one) return `<a class="source" href="#${sourceAnchor(one.source)}">[${escaped(one.source)}]</a>`;
  const address = safeLink(one.link);
  return address === undefined
    ? text(one.text)
    : `<a href="${attribute(address)}" rel="noopener">${text(one.text)}</a>`;
}

const words = (all: Words) => all.map(inline).join("");

function written(one: Flow): string {
  switch (one.kind) {
    case "heading":
      return `<h${one.level + 1} id="${one.id}">${text(one.text)}</h${one.level + 1}>`;
    case "paragraph":
      return `<p>${words(one.words)}</p>`;
    case "list": {
      const tag = one.ordered ? "ol" : "ul";
      return `<${tag}>${one.items.map((item) => `<li>${words(item)}</li>`).join("")}</${tag}>`;
    }
    case "table":
      return tableHtml(one);
    case "figure":
      return `<figure id="${one.id}">${chartSvg(one.chart, { id: one.id, alt: one.alt })}<figcaption>${text(one.caption)}</figcaption></figure>`;
    case "note":
      return `<div class="note"><p><strong>${text(one.label)}.</strong> ${words(one.words)}</p></div>`;
    case "contents":
      return contents(one.entries);
    case "break":
      return '<hr class="break">';
    default:
      return one satisfies never;
  }
}

function contents(entries: Extract<Flow, { kind: "contents" }>["entries"]): string {
  const items = entries.map(
    ({ level, text: title, id }) => `<li class="level-${level}"><a href="#${id}">${text(title)}</a></li>`,
  );
  return `<nav aria-label="Contents"><ol class="contents">${items.join("")}</ol></nav>`;
}

/** A wide table scrolls by itself, with the keyboard too. */
function tableHtml({ caption, id, columns, rows, note }: FlowTable): string {
  const numeric = (at: number) => (columns[at]?.numeric ? ' class="number"' : "");
  const head = columns.map(({ label }, at) => `<th scope="col"${numeric(at)}>${text(label)}</th>`).join("");
  const body = rows.map(({ cells, anchor }) => {
    const [first = [], ...others] = cells;
    const data = others.map((cell, at) => `<td${numeric(at + 1)}>${words(cell)}</td>`).join("");
    return `<tr${anchor === undefined ? "" : ` id="${anchor}"`}><th scope="row">${words(first)}</th>${data}</tr>`;
  });
  return [
    `<div class="table" role="region" aria-labelledby="${id}" tabindex="0">`,
    `<table><caption id="${id}">${text(caption)}</caption><thead><tr>${head}</tr></thead><tbody>`,
    ...body,
    "</tbody></table></div>",
    note === undefined ? "" : `<p class="below">${text(note)}</p>`,
  ].join("\n");
}
