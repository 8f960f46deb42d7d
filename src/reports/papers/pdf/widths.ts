import { type FlowTable, plainWords } from "../model/flow.ts";

/** As many characters of a table's type as a line of the page holds. */
const LINE = 96;
/** The space within a cell's borders, and what bold type takes more, in characters. */
const INSET = 3;
const MOST = 40;
/** What is longer is broken. */
const LONGEST_WORD = 24;

/**
 * Of each column, in characters: by its longest cell, but no narrower than its longest word, which would stand in the column
 * beside it.
 */
export function widthsOf({ columns, rows }: Pick<FlowTable, "columns" | "rows">): number[] {
  const said = columns.map(({ label }, at) => [label, ...rows.map(({ cells }) => plainWords(cells[at] ?? []))]);
  const least = said.map((cells) => Math.min(LONGEST_WORD, Math.max(...cells.map(longestWord))) + INSET);
  const wanted = said.map((cells, at) => {
    const [, ...values] = cells;
    return Math.max(least[at] ?? 0, Math.min(MOST, Math.max(0, ...values.map(({ length }) => length))));
  });
  return shared(wanted, least);
}

/** A line shared out as wanted, once those columns have their least that would get less. */
function shared(wanted: readonly number[], least: readonly number[], fixed = new Set<number>()): number[] {
  const taken = [...fixed].reduce((sum, at) => sum + (least[at] ?? 0), 0);
  const open = wanted.reduce((sum, width, at) => (fixed.has(at) ? sum : sum + width), 0);
  const scale = Math.max(0, LINE - taken) / Math.max(1, open);
  const widths = wanted.map((width, at) => (fixed.has(at) ? (least[at] ?? 0) : width * scale));
  const tight = widths.flatMap((width, at) => (fixed.has(at) || width >= (least[at] ?? 0) ? [] : [at]));
  return tight.length === 0 ? widths : shared(wanted, least, new Set([...fixed, ...tight]));
}

/** How many lines its rows take. */
export function linesOf(table: Pick<FlowTable, "columns" | "rows">): number {
  const widths = widthsOf(table);
  const lines = (cell: string, at: number) => Math.ceil((cell.length + 1) / Math.max(1, (widths[at] ?? 1) - INSET));
  return table.rows.reduce(
    (sum, { cells }) => sum + Math.max(1, ...cells.map((cell, at) => lines(plainWords(cell), at))),
    0,
  );
}

const longestWord = (words: string): number => Math.max(0, ...words.split(/[\s\u200B]+/).map(({ length }) => length));
