import { fiscalQuarter, type Period, yearOf } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Block } from "../../src/core/reply/reply.ts";
import type { TrainingTotals } from "../../src/domain/training/training-totals.ts";

/** Attendance at training, quarter by quarter of the year, employees and contractors apart (row B14). */
export async function attendanceChart(departments: readonly string[], { end }: Period, env: Env): Promise<Block[]> {
  const { city, today, stores } = env;
  const year = yearOf(end < today ? end : today, city);
  const number = Number(year.id.replace("FY", ""));
  const quarters = [1, 2, 3, 4]
    .map((quarter) => fiscalQuarter(number, quarter, city))
    .filter(({ start }) => start <= today);
  const totals = await Promise.all(quarters.map((quarter) => stores.training.totals(quarter.start, quarter.end)));
  const shown = totals.map((rows) => rows.filter(({ department }) => departments.includes(department)));
  const series = (name: string, look: number, pick: (row: TrainingTotals) => number) => ({
    name,
    look,
    values: shown.map((rows) => (rows.length === 0 ? null : rows.reduce((sum, row) => sum + pick(row), 0))),
  });
  const together = series("Not counted apart", 2, ({ unsplit }) => unsplit);
  return [
    {
      kind: "chart",
      chart: {
        title: `Attendance at training in ${year.label}`,
        unit: "people",
        axis: "Quarter",
        groups: quarters.map(({ label }) => label),
        series: [
          series("Employees", 0, ({ employees }) => employees),
          series("Contractors", 1, ({ contractors }) => contractors),
          ...(together.values.some((value) => value !== null && value > 0) ? [together] : []),
        ],
        unknown: "not reported",
      },
    },
  ];
}
