import { text } from "../../src/core/reply/reply.ts";
import { type RosterRow, TEAM_SIZE, teamInWords, teamState } from "../../src/domain/roster/teams.ts";
import { departmentTable, ofDepartments, type Section } from "./section.ts";

/** Leadership teams today (rows A1, A2), words first. */
export const teamsSection: Section = {
  topic: "roster",
  label: "Leadership teams",
  words: /\b(?:roster|leads?|leaders?|leadership|teams?)\b/,
  show: async (departments, _period, env) => {
    const leads = new Map<string, RosterRow[]>();
    for (const row of await env.stores.roster.active(undefined, env.today)) {
      leads.set(row.department, [...(leads.get(row.department) ?? []), row]);
    }
    const met = departments.filter((code) => teamState(leads.get(code) ?? []) === "met");
    return [
      text(
        `Leadership teams: ${ofDepartments(met.length, departments.length, env)} met (${TEAM_SIZE} leads, a senior leader among them).`,
      ),
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
