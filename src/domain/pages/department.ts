import type { Chart } from "../../core/reply/chart.ts";
import type { Button } from "../../core/reply/reply.ts";
import type { Mark, PageChange, PageQuarter, Tally } from "./parts.ts";

/** Where one department stands: what is open, what is met, who leads it. */
export interface DepartmentPage {
  kind: "department";
  city: string;
  code: string;
  name: string;
  asOf: string;
  quarter: PageQuarter;
  tally: Tally;
  waits: number;
  /** Late first. */
  open: readonly FindingLine[];
  settled: readonly FindingLine[];
  who: readonly { label: string; value: string }[];
  changes: readonly PageChange[];
  attendance: Chart;
  attended: boolean;
  others: readonly { code: string; name: string }[];
}

export interface FindingLine {
  id: string;
  label: string;
  mark: Mark;
  words: string;
  by: string | undefined;
  records: readonly string[];
  button: Button | undefined;
}
