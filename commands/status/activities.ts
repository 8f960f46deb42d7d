import { addDays, type Period, quarterOf } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { text } from "../../src/core/reply/reply.ts";
import type { EngagementTotals } from "../../src/domain/engagement/engagements.ts";
import { ACTIVITY } from "../../src/domain/engagement/kinds/index.ts";
import { departmentTable, ofDepartments, type Section } from "./section.ts";

/** Longer periods are shown in one figure: twenty quarters are no table to read. */
const MOST_QUARTERS = 4;

/** Activities led in each department, quarter by quarter, and how many different people led them (row A4). */
export const activitiesSection: Section = {
  topic: "activities",
  label: "Activities",
  words: /\b(?:activit(?:y|ies)|engagements?)\b/,
  show: async (departments, period, env) => {
    const quarters = quartersIn(period, env);
    const [whole, ...parts] = await Promise.all([period, ...quarters].map((one) => totalsIn(one, env)));
    const reported = departments.filter((code) => whole?.has(code));
    const cells = (code: string) => [...parts, whole].map((totals) => said(totals?.get(code)?.engagements));
    return [
      text(`Activities: ${ofDepartments(reported.length, departments.length, env)} reported.`),
      departmentTable(
        "Activities led in the period, and by how many different people",
        [...quarters.map(({ id }) => id), "Activities", "People who led them"],
        departments,
        (code) => [...cells(code), said(whole?.get(code)?.leaders)],
        env,
      ),
    ];
  },
};

async function totalsIn({ start, end }: Period, { stores }: Env): Promise<Map<string, EngagementTotals>> {
  return new Map((await stores.engagements.totals([ACTIVITY], start, end)).map((row) => [row.department, row]));
}

/** Nobody reported is not the same as none. */
const said = (count: number | undefined) => (count === undefined ? "not reported" : count.toLocaleString("en-US"));

/** The quarters of a period of several, as far as they have begun; none for a period of one, or of very many. */
function quartersIn({ start, end }: Period, { city, today }: Env): Period[] {
  const quarters: Period[] = [];
  for (let from = start; from <= end && from <= today; ) {
    const quarter = quarterOf(from, city);
    quarters.push(quarter);
    if (quarters.length > MOST_QUARTERS) return [];
    from = addDays(quarter.end, 1);
  }
  return quarters.length > 1 && quarters[0]?.start === start ? quarters : [];
}
