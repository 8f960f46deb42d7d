import type { Block, Inline, RecordId, Words } from "./paper.ts";

// The small change of sections: sentences with their records, tables, notes.

/** As many records as are named behind one sentence; the evidence file has all of them. */
const MOST_CITED = 5;

/** " [AN-2026-0001] [AN-2026-0002] and 3 more": which records a sentence rests on. */
export function cite(ids: readonly RecordId[]): Inline[] {
  const all = [...new Set(ids)];
  const shown = all.slice(0, MOST_CITED).flatMap((id): Inline[] => [" ", { source: id }]);
  const more = all.length - MOST_CITED;
  return more > 0 ? [...shown, ` and ${count(more)} more`] : shown;
}

export const paragraph = (...words: Words): Block => ({ kind: "paragraph", words });
export const note = (label: string, ...words: Words): Block => ({ kind: "note", label, words });
export const list = (items: readonly Words[]): Block[] => (items.length === 0 ? [] : [{ kind: "list", items }]);

/** A table of words and cells; columns whose name starts with # hold numbers. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (Words | string)[])[],
): Block {
  return {
    kind: "table",
    caption,
    columns: columns.map((label) => (label.startsWith("#") ? { label: label.slice(1), numeric: true } : { label })),
    rows: rows.map((row) => row.map((cell): Words => (typeof cell === "string" ? [cell] : cell))),
  };
}

export const count = (number: number): string => number.toLocaleString("en-US");

/** "1 policy change", "3 policy changes". */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;

/** "120 of 760 (16 %)"; out of nothing there is no percentage. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? `${count(part)} of 0` : `${count(part)} of ${count(whole)} (${Math.round((100 * part) / whole)} %)`;

export const NOT_REPORTED = "not reported";
