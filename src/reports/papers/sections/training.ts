import { courseTitle } from "../../../core/catalog/catalog.ts";
import type { Tier } from "../../../core/people/person.ts";
import type { Chart } from "../../../core/reply/chart.ts";
import { type TrainedRow, trainedInWords } from "../../../domain/training/trained.ts";
import type { TrainingTotals } from "../../../domain/training/training-totals.ts";
import type { PaperFacts } from "../facts/facts.ts";
import type { Block } from "../model/paper.ts";
import { cite, count, counted, NOT_REPORTED, paragraph, table } from "../model/words.ts";
import { byDepartment, departmentsWord, departmentWord, nameOf, type SectionKind, sumOf } from "./section.ts";

/** Rows B1–B4, B9, B17: attendance and trained people are two things; so are employees and contractors. */
export const training: SectionKind = {
  id: "training",
  title: () => "Training",
  make: (facts) => ({
    facts: [
      ...attendance(facts),
      ...tiers(facts),
      ...(facts.byQuarter.length > 1 ? [{ kind: "chart" as const, chart: byQuarter(facts) }] : []),
      byDepartments(facts),
    ],
  }),
};

const people = ({ employees, contractors, unsplit }: TrainingTotals) => employees + contractors + unsplit;

function attendance({ training: totals, sessions, departments, ...facts }: PaperFacts): Block[] {
  const all = sumOf(totals, people);
  if (all === undefined) return [paragraph("Training sessions and attendance: not reported.")];
  const [held, staff, contractors, unsplit] = [
    sumOf(totals, (row) => row.sessions) ?? 0,
    sumOf(totals, (row) => row.employees) ?? 0,
    sumOf(totals, (row) => row.contractors) ?? 0,
    sumOf(totals, (row) => row.unsplit) ?? 0,
  ];
  const apart = unsplit === 0 ? "" : `, and ${count(unsplit)} not counted apart`;
  return [
    paragraph(
      `${counted(held, "session")} with an attendance of ${count(all)}: ${counted(staff, "employee")}, ${counted(contractors, "contractor")}${apart}. ${totals.length} of ${departmentsWord(facts, departments.length)} reported.`,
      ...cite(sessions.map(({ id }) => id)),
    ),
    paragraph("Attendance counts everybody who came; a person counts as trained only when named."),
  ];
}

const TIERS: readonly { tier: Tier; label: string }[] = [
  { tier: "senior-manager", label: "Senior managers" },
  { tier: "manager", label: "Managers and supervisors" },
  { tier: "employee", label: "Other employees" },
];

/** Of each tier and mandatory course, over all departments. */
function tiers({ trained, catalog, asOf }: PaperFacts): Block[] {
  const rows = TIERS.flatMap(({ tier, label }) => {
    const own = trained.filter((row) => row.tier === tier);
    return [...new Set(own.map(({ course }) => course))].map((course) => [
      label,
      courseTitle(catalog, course),
      citywide(own.filter((row) => row.course === course)),
    ]);
  });
  if (rows.length === 0) return [paragraph("Mandatory courses: nobody on record has one to take.")];
  return [table(`Who holds each mandatory course, as of ${asOf}`, ["Tier", "Course", "Trained"], rows)];
}

/** A share only where every department has a headcount. */
function citywide(rows: readonly TrainedRow[]): string {
  const done = sumOf(rows, (row) => row.trained) ?? 0;
  const known = rows.filter(({ headcount }) => headcount !== undefined);
  const whole = sumOf(known, (row) => row.headcount) ?? 0;
  if (known.length < rows.length || whole === 0)
    return `${count(done)} trained; headcount known of ${known.length} of ${rows.length}`;
  return `${count(done)} of ${count(whole)} (${Math.round((100 * done) / whole)} %)`;
}

function byQuarter({ byQuarter: quarters, period }: PaperFacts): Chart {
  const series = (name: string, look: number, pick: (row: TrainingTotals) => number) => ({
    name,
    look,
    values: quarters.map(({ totals }) => sumOf(totals, pick) ?? null),
  });
  const together = series("Not counted apart", 2, ({ unsplit }) => unsplit);
  return {
    title: `Attendance at training in ${period.label}`,
    unit: "people",
    axis: "Quarter",
    groups: quarters.map(({ quarter }) => quarter.label),
    series: [
      series("Employees", 0, ({ employees }) => employees),
      series("Contractors", 1, ({ contractors }) => contractors),
      ...(together.values.some((value) => value !== null && value > 0) ? [together] : []),
    ],
    unknown: NOT_REPORTED,
  };
}

function byDepartments(facts: PaperFacts): Block {
  const rows = facts.departments.map(({ code }) => {
    const row = byDepartment(facts.training, code)[0];
    const ids = byDepartment(facts.sessions, code).map(({ id }) => id);
    const figures = row ? [row.sessions, row.employees, row.contractors, row.unsplit].map(count) : EMPTY;
    return [[nameOf(facts, code), ...cite(ids)], ...figures];
  });
  return table(
    "Training sessions and attendance. Together: employees and contractors that were not counted apart",
    [departmentWord(facts), "#Sessions", "#Employees", "#Contractors", "#Together"],
    rows,
  );
}

const EMPTY = [NOT_REPORTED, NOT_REPORTED, NOT_REPORTED, NOT_REPORTED];

/** One department's mandatory courses, in words. */
export const trainedIn = (code: string, { trained, catalog }: PaperFacts): string[] =>
  byDepartment(trained, code).map((row) => {
    const tier = TIERS.find((one) => one.tier === row.tier)?.label ?? row.tier;
    return `${tier}, ${courseTitle(catalog, row.course)}: ${trainedInWords(row)}`;
  });
