import type { GridRow } from "./rows.ts";
import { plainStatus, type wasThere } from "./status.ts";
import type { Problem } from "./table.ts";

/** A word of a status column that may mean attended or not: nobody is taken or left out by it before it is said. */
export interface AskedStatus {
  heading: string;
  value: string;
  lines: readonly number[];
}

export function statusesAsked(
  rows: readonly { row: GridRow; cells: Record<string, string>; there: ReturnType<typeof wasThere> }[],
  heading: string,
): AskedStatus[] {
  const found = new Map<string, { heading: string; value: string; lines: number[] }>();
  for (const { row, cells, there } of rows) {
    if (there === "in" || there === "out") continue;
    const value = cells.status ?? "";
    const one = found.get(plainStatus(value)) ?? { heading, value, lines: [] };
    one.lines.push(row.line);
    found.set(plainStatus(value), one);
  }
  return [...found.values()];
}

export const statusProblems = ({ heading, value, lines }: AskedStatus): Problem[] =>
  lines.map((line) => ({
    line,
    column: heading,
    value,
    reason: `may mean attended or not: say which with --status "${value}=attended" or --status "${value}=absent" (or --map "${heading}=-" where that column is about something else)`,
  }));
