import { text } from "../../src/core/reply/reply.ts";
import type { TrainingTotals } from "../../src/domain/training/training-totals.ts";
import { restatedTraining } from "./restated.ts";
import { departmentTable, ofDepartments, type Section } from "./section.ts";

export const trainingTopic = {
  topic: "training",
  label: "Training",
  words: /\b(?:training|trainings|trained|courses|sessions|attendance)\b/,
};

/** Sessions and attendance, a line for each department; "not reported" and 0 are different things (row B14). */
export const trainingSection: Section = {
  ...trainingTopic,
  show: async (departments, period, env) => {
    const { start, end } = period;
    const byCode = new Map((await env.stores.training.totals(start, end)).map((row) => [row.department, row]));
    const reported = departments.flatMap((code) => byCode.get(code) ?? []);
    const table = departmentTable(
      "Training sessions and attendance. Together: employees and contractors that were not counted apart.",
      ["Sessions", "Employees", "Contractors", "Together"],
      departments,
      (code) => figures(byCode.get(code)),
      env,
    );
    const sum = departments.length > 1 ? [["All that reported", ...figures(total(reported))]] : [];
    return [
      text(`Training: ${ofDepartments(reported.length, departments.length, env)} reported.`),
      table.kind === "table" ? { ...table, rows: [...table.rows, ...sum] } : table,
      ...(await restatedTraining(departments, period, env)),
    ];
  },
};

const COLUMNS = 4;

function figures(row: TrainingTotals | undefined): string[] {
  if (!row) return Array.from({ length: COLUMNS }, () => "not reported");
  return [row.sessions, row.employees, row.contractors, row.unsplit].map((count) => count.toLocaleString("en-US"));
}

function total(rows: readonly TrainingTotals[]): TrainingTotals | undefined {
  if (rows.length === 0) return undefined;
  const sum = (pick: (row: TrainingTotals) => number) => rows.reduce((so, row) => so + pick(row), 0);
  return {
    department: "",
    sessions: sum((row) => row.sessions),
    employees: sum((row) => row.employees),
    contractors: sum((row) => row.contractors),
    unsplit: sum((row) => row.unsplit),
  };
}
