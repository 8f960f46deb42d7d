import { type FlowTable, plainWords } from "../model/flow.ts";

const LEAST = 6;
const MOST = 40;

/** Of each column, by its longest cell; a very long one wraps rather than squeezing the others. */
export const widthsOf = ({ columns, rows }: Pick<FlowTable, "columns" | "rows">): number[] =>
  columns.map(({ label }, at) => {
    const longest = Math.max(longestWord(label), ...rows.map(({ cells }) => plainWords(cells[at] ?? []).length));
    return Math.min(MOST, Math.max(LEAST, longest));
  });

const longestWord = (label: string) => Math.max(0, ...label.split(/\s+/).map(({ length }) => length));
