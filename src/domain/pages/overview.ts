import type { Chart } from "../../core/reply/chart.ts";
import type { Mark, NextStep, PageChange, PageQuarter, Requirement, Tally } from "./parts.ts";

/** Where the whole city stands, on one page. */
export interface OverviewPage {
  kind: "overview";
  city: string;
  /** "department", in the city's own word. */
  department: string;
  asOf: string;
  quarter: PageQuarter;
  tally: Tally;
  metBefore: number;
  tiles: { overdue: string; due: string; notReported: string };
  next: readonly NextStep[];
  requirements: readonly Requirement[];
  /** Fewest met first, then most not reported, then by name. */
  departments: readonly DepartmentLine[];
  /** One requirement looked at: who has it open, and what is so there. */
  asked: { label: string; lines: readonly { code: string; name: string; mark: Mark; words: string }[] } | undefined;
  /** What the city as a whole has to meet. */
  ofTheCity: readonly { label: string; mark: Mark; words: string }[];
  attendance: Chart;
  tiers: readonly TierLine[];
  changes: readonly PageChange[];
}

export interface DepartmentLine {
  code: string;
  name: string;
  tally: Tally;
  /** In the order of the requirements; undefined where one does not bind this department. */
  cells: readonly (Mark | undefined)[];
}

/** People of a tier who hold every course the plan requires of them. */
export interface TierLine {
  label: string;
  trained: number;
  outOf: number;
  /** Marks on the bar, in percent. */
  marks: readonly number[];
  words: string;
}
