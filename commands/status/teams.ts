import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { text } from "../../src/core/reply/reply.ts";
import { type RosterRow, TEAM_SIZE, teamInWords, teamState } from "../../src/domain/roster/teams.ts";
import { type FullTeams, fullTeams } from "../../src/plan/full-team.ts";
import { judge } from "../../src/plan/judge.ts";
import { departmentTable, ofDepartments, type Section } from "./section.ts";

/** Leadership teams today (rows A1, A2), words first. */
export const teamsSection: Section = {
  topic: "roster",
  label: "Leadership teams",
  words: /\b(?:roster|leads?|leaders?|leadership|teams?)\b/,
  show: async (departments, { end }, env) => {
    const leads = new Map<string, RosterRow[]>();
    for (const row of await env.stores.roster.active(undefined, env.today)) {
      leads.set(row.department, [...(leads.get(row.department) ?? []), row]);
    }
    const findings = await judge(env, departments, { on: end < env.today ? end : env.today, today: env.today });
    const full = fullTeams(env.plan, findings, departments);
    const met = departments.filter((code) => teamState(leads.get(code) ?? []) === "met");
    return [
      text(
        `Leadership teams: ${ofDepartments(met.length, departments.length, env)} met (${TEAM_SIZE} leads, a senior leader among them).`,
      ),
      ...(full ? [text(fullInWords(full, env))] : []),
      departmentTable(
        "Leadership teams today",
        ["Team"],
        departments,
        (code) => [teamInWords(leads.get(code) ?? [])],
        env,
      ),
    ];
  },
};

/** Row A12, with the departments and the records that prove it. */
function fullInWords({ departments, outOf, evidence }: FullTeams, env: Pick<Env, "catalog" | "city">): string {
  const names = departments.map((code) => departmentName(env.catalog, code)).join(", ");
  const proof = departments.length === 0 ? "" : ` ${names} (${evidence.join(", ")}).`;
  return `Full teams (leadership team, ambassadors, a lead trained in the toolkit): ${ofDepartments(departments.length, outOf, env)}.${proof}`;
}
