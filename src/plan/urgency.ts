import type { Finding, FindingState } from "../domain/plan/finding.ts";

const ORDER: readonly FindingState[] = ["overdue", "due", "not reported"];

/** What is overdue first, then what is due, the earliest day first; else the plan's own order. Pure. */
export const byUrgency = (gaps: readonly Finding[]): Finding[] =>
  [...gaps].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.due.localeCompare(b.due));
