import {
  Bookmark,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { chartSvg } from "../../chart.ts";
import { toPng } from "../../picture.ts";
import { isRightToLeft } from "../model/clean.ts";
import { type Flow, type FlowTable, plainWords } from "../model/flow.ts";
import type { Words } from "../model/paper.ts";
import { widthsOf } from "../pdf/widths.ts";
import { bookmark, runs } from "./inline.ts";

/** Twentieths of a point between the margins of a letter page. */
const WIDTH = 9980;
const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

export async function blocksOf(flow: readonly Flow[]): Promise<(Paragraph | Table)[]> {
  const all: (Paragraph | Table)[] = [];
  // One picture after the other: each takes memory while it is drawn.
  for (const one of flow) all.push(...(await blockOf(one)));
  return all;
}

async function blockOf(one: Flow): Promise<(Paragraph | Table)[]> {
  switch (one.kind) {
    case "heading":
      return [
        new Paragraph({
          heading: LEVELS[one.level],
          ...direction([one.text]),
          children: [new Bookmark({ id: bookmark(one.id), children: runs([one.text]) })],
        }),
      ];
    case "paragraph":
      return [new Paragraph({ ...direction(one.words), children: runs(one.words) })];
    case "list":
      return one.items.map(
        (item) =>
          new Paragraph({
            numbering: { reference: one.ordered ? "numbers" : "points", level: 0 },
            ...direction(item),
            children: runs(item),
          }),
      );
    case "table":
      return tableOf(one);
    case "figure":
      return [await pictureOf(one), new Paragraph({ style: "Caption", children: runs([one.caption]) })];
    case "note":
      return [
        new Paragraph({
          style: "Note",
          ...direction(one.words),
          children: runs([{ strong: `${one.label}. ` }, ...one.words]),
        }),
      ];
    case "contents":
      return one.entries.map(contentsLine);
    case "break":
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
    default:
      return one satisfies never;
  }
}

const direction = (words: Words) => (isRightToLeft(plainWords(words)) ? { bidirectional: true } : {});

const contentsLine = ({ level, text, id }: Extract<Flow, { kind: "contents" }>["entries"][number]) =>
  new Paragraph({
    style: level === 1 ? "Contents" : "ContentsPart",
    children: [new InternalHyperlink({ anchor: bookmark(id), children: [new TextRun({ text, style: "LinkText" })] })],
  });

async function pictureOf({ chart, alt, id }: Extract<Flow, { kind: "figure" }>): Promise<Paragraph> {
  const svg = chartSvg(chart, { id });
  const [, width = "720", height = "360"] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const shown = 640;
  const image = new ImageRun({
    type: "png",
    data: Buffer.from(await toPng(svg)),
    transformation: { width: shown, height: Math.round((shown * Number(height)) / Number(width)) },
    altText: { name: id, title: chart.title, description: alt },
  });
  return new Paragraph({ keepNext: true, children: [image] });
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: "C4CBD6" };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE };

function tableOf(table: FlowTable): (Paragraph | Table)[] {
  const { caption, id, columns, rows, note } = table;
  const widths = shares(table);
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ label }, at) => cellOf([label], "HeadCell", widths[at], "E9EEF5")),
  });
  const body = rows.map((row) => bodyRow(row, table, widths));
  return [
    new Paragraph({ style: "Caption", children: [new Bookmark({ id: bookmark(id), children: runs([caption]) })] }),
    new Table({
      rows: [head, ...body],
      columnWidths: widths,
      width: { size: WIDTH, type: WidthType.DXA },
      borders: BORDERS,
      tableLook: { firstRow: true, firstColumn: true, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    }),
    new Paragraph({ style: "Below", children: note === undefined ? [] : runs([note]) }),
  ];
}

function bodyRow(
  { cells, anchor }: FlowTable["rows"][number],
  { columns }: FlowTable,
  widths: readonly number[],
): TableRow {
  const [first = [], ...others] = columns.map((_column, at) => cells[at] ?? []);
  const data = others.map((cell, at) => cellOf(cell, columns[at + 1]?.numeric ? "NumberCell" : "Cell", widths[at + 1]));
  return new TableRow({
    cantSplit: true,
    children: [cellOf(first, "HeadCell", widths[0], undefined, anchor), ...data],
  });
}

function shares(table: FlowTable): number[] {
  const widths = widthsOf(table);
  const whole = widths.reduce((sum, one) => sum + one, 0);
  return widths.map((one) => Math.floor((WIDTH * one) / whole));
}

function cellOf(words: Words, style: string, width = 1000, fill?: string, anchor?: string): TableCell {
  const children = runs(words);
  const marked = anchor === undefined ? children : [new Bookmark({ id: bookmark(anchor), children })];
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 30, bottom: 30, left: 80, right: 80 },
    ...(fill === undefined ? {} : { shading: { fill } }),
    children: [new Paragraph({ style, ...direction(words), children: marked })],
  });
}
