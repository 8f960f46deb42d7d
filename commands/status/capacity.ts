import { text } from "../../src/core/reply/reply.ts";
import { type RosterRow, teamState } from "../../src/domain/roster/teams.ts";
import { measuresWith } from "./measures.ts";
import { departmentTable, ofDepartments, type Section } from "./section.ts";

/** What the organisation is able to do (row B10): training, teams and ambassadors, and what measures say of hours and tools. */
export const capacitySection: Section = {
  topic: "capacity",
  label: "Capacity",
  words: /\b(?:organi[sz]ational )?capacity\b/,
  show: async (departments, period, env) => {
    const { start, end } = period;
    const [training, roster, ambassadors, measures] = await Promise.all([
      env.stores.training.totals(start, end),
      env.stores.roster.active(undefined, env.today),
      env.stores.ambassadors.totals(start, end),
      measuresWith("B10", departments.length === 1 ? departments[0] : undefined, period, env),
    ]);
    const totals = new Map(training.map((row) => [row.department, row]));
    const teams = new Map<string, RosterRow[]>();
    for (const row of roster) teams.set(row.department, [...(teams.get(row.department) ?? []), row]);
    const active = new Map(ambassadors.map((row) => [row.department, row.active]));
    const full = departments.filter((code) => teamState(teams.get(code) ?? []) === "met");
    const cells = (code: string) => {
      const row = totals.get(code);
      const people = row && row.employees + row.contractors + row.unsplit;
      const said = [row?.sessions, people].map((count) => count?.toLocaleString("en-US") ?? "not reported");
      return [...said, String(teams.get(code)?.length ?? 0), String(active.get(code) ?? 0)];
    };
    return [
      text(`Leadership teams met: ${ofDepartments(full.length, departments.length, env)}.`),
      departmentTable(
        "Training in the period; leads and ambassadors today",
        ["Sessions", "Attendance", "Leads", "Ambassadors"],
        departments,
        cells,
        env,
      ),
      ...measures,
    ];
  },
};
