import { printDay } from "../../../core/calendar/calendar.ts";
import { type Chart, chartTable, chartWords } from "../../../core/reply/chart.ts";
import { factsHash } from "./canonical.ts";
import type { Block, Inline, Paper, Section, Words } from "./paper.ts";

// A paper as one line of things to set, with every number and anchor given: the three writers only write it down, so that they
// cannot differ in headings, tables, figures or ids.

export type Flow =
  | { kind: "heading"; level: 1 | 2 | 3; text: string; id: string }
  | { kind: "paragraph"; words: Words }
  | { kind: "list"; ordered: boolean; items: readonly Words[] }
  | FlowTable
  | { kind: "figure"; caption: string; chart: Chart; alt: string; id: string }
  | { kind: "note"; label: string; words: Words }
  | { kind: "contents"; entries: readonly { level: 1 | 2; text: string; id: string }[] }
  | { kind: "break" };

export interface FlowTable {
  kind: "table";
  caption: string;
  id: string;
  columns: readonly { label: string; numeric: boolean }[];
  rows: readonly { cells: readonly Words[]; anchor?: string }[];
  note: string | undefined;
}

interface Numbers {
  tables: number;
  figures: number;
  headings: number;
}

/** Where a record is explained: the same in all formats. */
export const sourceAnchor = (id: string): string => `source-${id.replace(/[^A-Za-z0-9-]/g, "-")}`;

export function flowOf(paper: Paper): Flow[] {
  const numbers: Numbers = { tables: 0, figures: 0, headings: 0 };
  return paper.sections.flatMap((section) => ofSection(section, paper, numbers));
}

const sectionAnchor = ({ id }: Pick<Section, "id">) => `section-${id}`;

function ofSection(section: Section, paper: Paper, numbers: Numbers): Flow[] {
  const { title, level = 1, narrative, unsaid, facts } = section;
  return [
    { kind: "heading", level, text: title, id: sectionAnchor(section) },
    ...(narrative?.words ?? []).map((words): Flow => ({ kind: "paragraph", words })),
    ...(unsaid === undefined ? [] : [{ kind: "paragraph" as const, words: [unsaid] }]),
    ...changedSince(section),
    ...facts.flatMap((block) => ofBlock(block, level, paper, numbers)),
  ];
}

/** Somebody's words may speak of figures that were corrected since. */
function changedSince({ narrative, facts }: Section): Flow[] {
  if (!narrative || narrative.factsHash === factsHash(facts)) return [];
  const words = [`The figures below changed since this was written on ${printDay(narrative.at)}.`];
  return [{ kind: "note", label: "Figures changed", words }];
}

/** Headings within a section come below its own, whatever they call themselves; no level is skipped. */
function ofBlock(block: Block, below: 1 | 2, paper: Paper, numbers: Numbers): Flow[] {
  switch (block.kind) {
    case "heading":
      numbers.headings += 1;
      return [{ kind: "heading", level: below === 1 ? 2 : 3, text: block.text, id: `heading-${numbers.headings}` }];
    case "list":
      return block.items.length === 0 ? [] : [{ kind: "list", ordered: block.ordered ?? false, items: block.items }];
    case "table":
      return [tableOf(block, numbers)];
    case "chart":
      return chartOf(block.chart, numbers);
    case "contents":
      return [{ kind: "contents", entries: contentsOf(paper) }];
    case "sources":
      return [sourcesOf(paper, numbers)];
    case "paragraph":
    case "note":
    case "break":
      return [block];
    default:
      return block satisfies never;
  }
}

function tableOf({ caption, columns, rows, note }: Extract<Block, { kind: "table" }>, numbers: Numbers): FlowTable {
  numbers.tables += 1;
  return {
    kind: "table",
    caption: `Table ${numbers.tables}. ${caption}`,
    id: `table-${numbers.tables}`,
    columns: columns.map(({ label, numeric }) => ({ label, numeric: numeric ?? false })),
    rows: rows.map((cells) => ({ cells })),
    note,
  };
}

function chartOf(chart: Chart, numbers: Numbers): Flow[] {
  numbers.figures += 1;
  const { caption, columns, rows } = chartTable(chart);
  const table = { kind: "table" as const, caption: `${caption}, in numbers`, columns };
  const cells = rows.map((row) => row.map((cell): Words => [cell]));
  const id = `figure-${numbers.figures}`;
  return [
    { kind: "figure", caption: `Figure ${numbers.figures}. ${chart.title}`, chart, alt: chartWords(chart), id },
    tableOf({ ...table, rows: cells }, numbers),
  ];
}

const contentsOf = (paper: Paper) =>
  paper.sections
    .filter(({ id }) => id !== "contents")
    .map((section) => ({ level: section.level ?? (1 as const), text: section.title, id: sectionAnchor(section) }));

function sourcesOf({ sources }: Paper, numbers: Numbers): FlowTable {
  numbers.tables += 1;
  const ids = Object.keys(sources).sort();
  return {
    kind: "table",
    caption: `Table ${numbers.tables}. Records cited in this paper, and what each says`,
    id: `table-${numbers.tables}`,
    columns: ["Record", "What it says"].map((label) => ({ label, numeric: false })),
    rows: ids.map((id) => ({ cells: [[id], [sources[id] ?? ""]], anchor: sourceAnchor(id) })),
    note: undefined,
  };
}

/** As plain text: for widths, checks and whoever cannot show a link. */
export const plainWords = (words: Words): string => words.map(plainInline).join("");

function plainInline(inline: Inline): string {
  if (typeof inline === "string") return inline;
  if ("strong" in inline) return inline.strong;
  return "source" in inline ? `[${inline.source}]` : inline.text;
}
