import { type Period, previousQuarter, quarterOf } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Chart } from "../../src/core/reply/chart.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { judge } from "../../src/plan/judge.ts";
import { attendanceChart } from "../status/attendance-chart.ts";

/** What is so at the end of a period, or today, and what was at the end of the quarter before. */
export interface Standing {
  now: Finding[];
  before: Finding[];
  attendance: Chart;
}

export async function standingOf(departments: readonly string[], asked: Period, env: Env): Promise<Standing> {
  const { today, city } = env;
  const on = asked.end < today ? asked.end : today;
  const end = previousQuarter(quarterOf(on, city), city).end;
  const proof = departments.length === 1 ? "listed" : "none";
  const [now, before, [chart]] = await Promise.all([
    judge(env, departments, { on, today }, proof),
    judge(env, departments, { on: end, today }, "none"),
    attendanceChart(departments, asked, env),
  ]);
  if (chart?.kind !== "chart") throw new Error("attendance has no chart");
  return { now, before, attendance: chart.chart };
}
