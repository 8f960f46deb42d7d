import { printInstant, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import { rolesOf } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { departmentPage } from "../../src/reports/pages/department.ts";
import { pageQuarter, tallyOf } from "../../src/reports/pages/tally.ts";
import { pressOf } from "../status/detail.ts";
import { readable } from "./readable.ts";
import { standingOf } from "./standing.ts";

/** What a department's page is made of: the findings of `status DEPARTMENT`, and no others. */
export const pageDepartment = defineCommand({
  name: "page department",
  summary: "What a department's page shows.",
  roles: ["lead", "officer", "auditor"],
  internal: true,
  reads: true,
  fields: { department: department(), period: period({ default: "this quarter" }) },
  examples: ["page department department=dpw"],
  scope: ({ department: code }) => ({ to: "read", of: { department: code } }),
  execute: async ({ department: code, ...values }, env) => {
    const asked = periodOf(values.period, env.city);
    if (asked.start > env.today) throw new Refusal(`${printPeriod(asked)} has not begun.`, "period");
    const [standing, who] = await Promise.all([standingOf([code], asked, env), whoOf(code, env)]);
    const own = (findings: readonly Finding[]) => findings.filter((one) => one.department === code);
    const now = own(standing.now);
    const page = departmentPage({
      city: env.city.name,
      code,
      name: departmentName(env.catalog, code),
      asOf: printInstant(env.instant, env.city),
      today: env.today,
      quarter: pageQuarter(asked, env.today, env.city),
      now,
      before: own(standing.before),
      attendance: standing.attendance,
      who,
      others: readable(env),
      buttonOf: (finding) => buttonOf(finding, env),
    });
    const { met, of } = tallyOf(now);
    return { ...reply(heading(page.name), text(`${met} of ${of} requirements are met.`)), data: page };
  },
});

/** The remedy of chat, for whoever may use it. */
function buttonOf({ remedy }: Finding, env: Env): Button | undefined {
  if (!remedy) return undefined;
  const command = env.commands.find(({ name }) => name === remedy.command);
  if (!command || !mayUse(env.actor, command) || rolesOf(env.actor).includes("auditor")) return undefined;
  return { label: remedy.label, ...pressOf(remedy) };
}

async function whoOf(code: string, { stores, today, catalog }: Env) {
  const [team, people] = await Promise.all([stores.roster.active(code, today), stores.ambassadors.list(code, today)]);
  const names = (all: readonly { person: { name: string } }[]) =>
    all.length === 0 ? "nobody yet" : all.map(({ person }) => person.name).join(", ");
  const count = catalog.headcounts[code];
  return [
    { label: "Leads", value: names(team) },
    { label: "Senior leader", value: names(team.filter(({ senior }) => senior)) },
    { label: "Ambassadors", value: names(people.filter(({ state }) => state === "active")) },
    ...(count === undefined ? [] : [{ label: "People", value: count.toLocaleString("en-US") }]),
  ];
}
