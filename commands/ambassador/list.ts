import { printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { buttons, facts, heading, reply } from "../../src/core/reply/reply.ts";
import { standing } from "./receipt.ts";

export const ambassadorList = defineCommand({
  name: "ambassador list",
  summary: "List a department's ambassadors, and how many joined and left.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: { department: department({ default: "author's" }), period: period({ default: "this quarter" }) },
  cues: { tells: "question", patterns: [[/\b(?:list|show|who are|which|how many)\b.*\bambassadors\b/, 4]] },
  examples: ["list", "list public works q3"],
  scope: ({ department: code }) => ({ to: "read", of: { department: code } }),
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    const [everybody, totals, leads] = await Promise.all([
      env.stores.ambassadors.list(values.department, asked.start),
      env.stores.ambassadors.totals(asked.start, asked.end),
      env.stores.roster.active(values.department, env.today),
    ]);
    const own = totals.find((row) => row.department === values.department) ?? { active: 0, recruited: 0, left: 0 };
    const leading = new Set(leads.map((row) => row.person.id));
    const active = everybody.filter((one) => one.state === "active").map((one) => one.person.id);
    const rows = everybody.map((one) => [
      one.id,
      one.person.name,
      standing(one),
      leading.has(one.person.id) ? "also a lead" : "",
    ]);
    return reply(
      heading(`Ambassadors of ${departmentName(env.catalog, values.department)} · ${printPeriod(asked)}`),
      facts(
        { label: "Active", value: String(own.active) },
        { label: "Recruited, left, net", value: `${own.recruited}, ${own.left}, ${own.recruited - own.left}` },
        { label: "People in all, leads included", value: String(new Set([...active, ...leading]).size) },
      ),
      {
        kind: "table",
        caption: "Ambassadors and invitations",
        columns: ["Record", "Name", "Standing", ""].map((label) => ({ label })),
        rows,
      },
      buttons({
        label: "Recruit",
        command: "ambassador recruit",
        values: { department: values.department },
        ask: true,
      }),
    );
  },
});
