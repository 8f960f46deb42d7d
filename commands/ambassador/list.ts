import { type Period, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { list } from "../../src/core/reply/list.ts";
import { buttons, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed, departmentMeant } from "../../src/core/request/actor.ts";
import { standing } from "./receipt.ts";

export const ambassadorList = defineCommand({
  name: "ambassador list",
  summary: "List a department's ambassadors, and how many joined and left.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: {
    department: department({ default: "author's or the city", optional: true }),
    period: period({ default: "this quarter" }),
  },
  cues: { tells: "question", patterns: [[/\b(?:list|show|who are|which|how many)\b.*\bambassadors\b/, 4]] },
  examples: ["list", "list public works q3"],
  scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    const code = departmentMeant(values.department, env.actor);
    if (code === undefined) return ofTheCity(asked, env);
    const [everybody, totals, leads] = await Promise.all([
      env.stores.ambassadors.list(code, asked.start),
      env.stores.ambassadors.totals(asked.start, asked.end),
      env.stores.roster.active(code, env.today),
    ]);
    const own = totals.find((row) => row.department === code) ?? { active: 0, recruited: 0, left: 0 };
    const leading = new Set(leads.map((row) => row.person.id));
    const active = everybody.filter((one) => one.state === "active").map((one) => one.person.id);
    const rows = everybody.map((one) => [
      one.id,
      one.person.name,
      standing(one),
      leading.has(one.person.id) ? "also a lead" : "",
    ]);
    return reply(
      heading(`Ambassadors of ${departmentName(env.catalog, code)} · ${printPeriod(asked)}`),
      facts(
        { label: "Active", value: String(own.active) },
        { label: "In this period", value: `${own.recruited} joined, ${own.left} left` },
        { label: "People in all, leads included", value: String(new Set([...active, ...leading]).size) },
      ),
      {
        kind: "table",
        caption: "Ambassadors and invitations",
        columns: ["Record", "Name", "Standing", ""].map((label) => ({ label })),
        rows,
        list: true,
      },
      buttons({
        label: "Recruit",
        command: "ambassador recruit",
        values: { department: code },
        ask: true,
      }),
    );
  },
});

/** The city's answer in one line, then a line for each department that has any. */
async function ofTheCity(asked: Period, env: Env): Promise<Reply> {
  const totals = await env.stores.ambassadors.totals(asked.start, asked.end);
  const sum = (of: "active" | "recruited" | "left") => totals.reduce((all, row) => all + row[of], 0);
  const without = env.catalog.departments.filter(({ code }) => !totals.some((row) => row.department === code));
  const { department: noun } = env.city.words;
  return reply(
    heading(`${sum("active")} active ambassadors in ${env.city.name} · ${printPeriod(asked)}`),
    text(
      `${sum("recruited")} joined and ${sum("left")} left in this period. ${without.length} of ${env.catalog.departments.length} ${noun}s have none on record.`,
    ),
    list(
      "Ambassadors",
      ["Department", "Active", "Joined", "Left"],
      totals.map(({ department: code, active, recruited, left }) => [
        departmentName(env.catalog, code),
        ...[active, recruited, left].map(String),
      ]),
    ),
  );
}
