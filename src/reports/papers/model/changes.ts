import { chartTable } from "../../../core/reply/chart.ts";
import { factsHash } from "./canonical.ts";
import type { Block, Paper, Section, Words } from "./paper.ts";

/** One thing a paper said, and what it says now. */
export interface FigureChange {
  /** Title of its section. */
  section: string;
  /** The row and column of a table; empty for a sentence. */
  what: string;
  was: string;
  is: string;
}

/** Id of the section that says what changed since the version before. */
export const CHANGED = "changed";

/** Sections that follow from the others, or say how and when the paper was made. */
const DERIVED = new Set(["contents", "method", "sources", CHANGED]);
const NOTHING = "not in it";

/** What two versions of a paper say otherwise: cells and sentences, never who wrote what or which records are named. */
export function changesBetween(before: Paper, after: Paper): FigureChange[] {
  const old = new Map(before.sections.map((section) => [section.id, section]));
  const ids = new Set(after.sections.map(({ id }) => id));
  const gone = before.sections.filter(({ id }) => !ids.has(id));
  return [
    ...after.sections.flatMap((section) => inSection(old.get(section.id), section)),
    ...gone.flatMap((section) => inSection(section, { ...section, facts: [] })),
  ];
}

function inSection(before: Section | undefined, after: Section): FigureChange[] {
  if (DERIVED.has(after.id) || (before && factsHash(before.facts) === factsHash(after.facts))) return [];
  const [was, is] = [saidIn(before?.facts ?? []), saidIn(after.facts)];
  return [...ofCells(was.cells, is.cells), ...ofSentences(was.sentences, is.sentences)].map((one) => ({
    section: after.title,
    ...one,
  }));
}

interface Said {
  /** By table, row and column. */
  cells: ReadonlyMap<string, string>;
  sentences: readonly string[];
}

function saidIn(facts: readonly Block[]): Said {
  const cells = new Map<string, string>();
  const sentences: string[] = [];
  for (const block of facts) {
    if (block.kind === "paragraph" || block.kind === "note") sentences.push(figures(block.words));
    else if (block.kind === "list") sentences.push(...block.items.map(figures));
    else for (const [name, value] of cellsOf(block)) cells.set(name, value);
  }
  return { cells, sentences };
}

function cellsOf(block: Block): [string, string][] {
  if (block.kind !== "table" && block.kind !== "chart") return [];
  const { caption, columns, rows } =
    block.kind === "table" ? block : { ...chartTable(block.chart), rows: chartTable(block.chart).rows.map(inWords) };
  return rows.flatMap(([first = [], ...others], at) =>
    others.map((cell, column): [string, string] => {
      const header = figures(first);
      const twice = rows.some(([other = []], before) => before < at && figures(other) === header);
      const name = [caption, `${header}${twice ? ` (row ${at + 1})` : ""}`, columns[column + 1]?.label ?? ""];
      return [name.join(SEPARATOR), figures(cell)];
    }),
  );
}

const SEPARATOR = " · ";
const inWords = (row: readonly string[]): Words[] => row.map((cell) => [cell]);

function ofCells(was: Said["cells"], is: Said["cells"]) {
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => ({ what: name, was: was.get(name) ?? NOTHING, is: is.get(name) ?? NOTHING }));
}

/** Sentences in their order: the first that is gone was the first that is new. */
function ofSentences(was: readonly string[], is: readonly string[]) {
  const gone = was.filter((one) => !is.includes(one));
  const fresh = is.filter((one) => !was.includes(one));
  const many = Math.max(gone.length, fresh.length);
  return Array.from({ length: many }, (_, at) => ({
    what: "",
    was: gone[at] ?? NOTHING,
    is: fresh[at] ?? NOTHING,
  }));
}

/** What it says without the records behind it. */
const figures = (words: Words): string =>
  words
    .map((one) => {
      if (typeof one === "string") return one;
      if ("strong" in one) return one.strong;
      return "text" in one ? one.text : "";
    })
    .join("")
    .replace(/\s+(?:and [\d,]+ more)?\s*$/, "")
    .trim();

/** Records that the later version counts otherwise: changed, new, or no longer there. */
export function recordsBetween(before: Paper, after: Paper): string[] {
  const [was, is] = [hashes(before), hashes(after)];
  const ids = [...new Set([...was.keys(), ...is.keys()])];
  return ids.filter((id) => was.get(id) !== is.get(id)).sort();
}

const hashes = ({ evidence }: Paper) => new Map(evidence.records.map(({ id, sha256 }) => [id, sha256]));
