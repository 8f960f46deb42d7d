import type { Period } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Block } from "../../src/core/reply/reply.ts";

/** One part of the status: its topic, the words that ask for it alone, and what it shows of which departments and period. */
export interface Section {
  topic: string;
  label: string;
  words: RegExp;
  show(departments: readonly string[], period: Period, env: Env): Promise<Block[]>;
}

/** A line for each department, words in the first column, figures or words in the others. */
export function departmentTable(
  caption: string,
  columns: readonly string[],
  departments: readonly string[],
  cells: (code: string) => readonly string[],
  { catalog, city }: Pick<Env, "catalog" | "city">,
): Block {
  return {
    kind: "table",
    caption,
    columns: [{ label: capital(city.words.department) }, ...columns.map((label) => ({ label, numeric: true }))],
    rows: departments.map((code) => [departmentName(catalog, code), ...cells(code)]),
  };
}

/** "3 of 21 departments", in the city's own word. */
export const ofDepartments = (count: number, all: number, { city }: Pick<Env, "city">): string =>
  `${count} of ${all} ${city.words.department}${all === 1 ? "" : "s"}`;

const capital = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
