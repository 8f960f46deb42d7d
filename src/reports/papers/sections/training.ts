import { type Chart, isKnown } from "../../../core/reply/chart.ts";
import type { TrainingTotals } from "../../../domain/training/training-totals.ts";
import type { PaperFacts } from "../facts/facts.ts";
import { fromReply } from "../model/from-reply.ts";
import type { Block } from "../model/paper.ts";
import { cite, count, counted, NOT_REPORTED, paragraph, table } from "../model/words.ts";
import { byDepartment, departmentsWord, departmentWord, nameOf, type SectionKind, sumOf } from "./section.ts";

/** Rows B1–B4, B9, B17: attendance and trained people are two things; so are employees and contractors. */
export const training: SectionKind = {
  id: "training",
  title: () => "Training",
  make: (facts) => ({
    facts: [...attendance(facts), ...tiers(facts), ...drawn(byQuarter(facts)), byDepartments(facts)],
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

/** Who is trained in what each tier must take: as the chat shows it (rows B1–B4). */
const tiers = ({ trained }: PaperFacts): Block[] =>
  trained.length === 0 ? [paragraph("Mandatory courses: nobody on record has one to take.")] : fromReply(trained);

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

/** A picture where there is something to compare. */
const drawn = (chart: Chart): Block[] =>
  chart.groups.length > 1 && chart.series.some(({ values }) => values.some(isKnown)) ? [{ kind: "chart", chart }] : [];
