import type { Chart } from "../../core/reply/chart.ts";
import type { Button } from "../../core/reply/reply.ts";
import type { DepartmentPage, FindingLine } from "../../domain/pages/department.ts";
import type { PageQuarter } from "../../domain/pages/parts.ts";
import type { Finding } from "../../domain/plan/finding.ts";
import { changesOfOne } from "./changes.ts";
import { isOpen, lateFirst, markOf, plainLabel, shortDate, tallyOf } from "./tally.ts";

export interface DepartmentGiven {
  city: string;
  code: string;
  name: string;
  asOf: string;
  today: string;
  quarter: PageQuarter;
  now: readonly Finding[];
  before: readonly Finding[];
  who: DepartmentPage["who"];
  attendance: Chart;
  others: DepartmentPage["others"];
  /** The button for a finding, where this person may press it. */
  buttonOf(finding: Finding): Button | undefined;
}

/** Where one department stands, from the findings that chat shows; pure. */
export function departmentPage(given: DepartmentGiven): DepartmentPage {
  const { now, before, buttonOf, today, city, code, name, asOf, quarter, who, attendance, others } = given;
  const sorted = [...now].sort(lateFirst);
  const open = sorted.filter(isOpen);
  const line = (one: Finding): FindingLine => ({
    id: one.obligation,
    label: plainLabel(one.label),
    mark: markOf(one),
    words: one.words,
    by: isOpen(one) ? shortDate(one.due, today) : undefined,
    records: one.evidence.slice(0, 5),
    button: isOpen(one) ? buttonOf(one) : undefined,
  });
  return {
    kind: "department",
    city,
    code,
    name,
    asOf,
    quarter,
    tally: tallyOf(now),
    waits: now.filter((one) => markOf(one) === "waits").length,
    open: open.map(line),
    settled: sorted.filter((one) => !isOpen(one)).map(line),
    who,
    changes: changesOfOne(before, now),
    attendance,
    attended: attendance.series.some(({ values }) => values.some((value) => value !== null)),
    others,
  };
}
