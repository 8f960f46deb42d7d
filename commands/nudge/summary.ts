import { previousQuarter, printInstant, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv, MessageKind } from "../../src/core/deliveries/messages.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { judge } from "../../src/plan/judge.ts";
import { ofTheCity } from "../status/detail.ts";
import { byDepartment, stateInWords } from "../status/findings.ts";
import { changes, overview } from "../status/overview.ts";

/** Row F7: the same figures as `status` of that quarter, and each department's answer to each requirement. */
export const quarterlySummary: MessageKind = {
  name: "quarterly-summary",
  label: "Quarterly city summary",
  clock: true,
  compose: ({ quarter }, env) => summaryOf(String(quarter), env),
};

async function summaryOf(quarter: string, env: MessageEnv): Promise<Reply> {
  const { city, catalog, today } = env;
  const period = periodOf(quarter, city);
  const on = period.end < today ? period.end : today;
  const departments = catalog.departments.map(({ code }) => code);
  const [now, before] = await Promise.all([
    judge(env, departments, { on, today }),
    judge(env, departments, { on: previousQuarter(period, city).end, today }),
  ]);
  const own = now.filter(({ department }) => department !== undefined);
  const answer = reply(
    heading(`${city.name} · ${printPeriod(period)} · as of ${printInstant(env.instant, city)}`),
    ...overview(departments, own, env),
    ...requirements(departments, own, env),
    ...ofTheCity(now, env),
    ...changes(before, now, period, env),
    buttons(
      { label: "Status", command: "status", values: { period: period.id } },
      { label: "Export", command: "report export", values: { period: period.id }, ask: true },
    ),
  );
  return { ...answer, visibility: "place" };
}

/** A line for each department, a column for each requirement; what does not bind a department is a dash. */
function requirements(departments: readonly string[], findings: readonly Finding[], env: MessageEnv): Block[] {
  const asked = [...new Map(findings.map(({ obligation, label }) => [obligation, label]))];
  if (asked.length === 0) return [text("The plan asks nothing of the departments in that quarter.")];
  const found = byDepartment(findings);
  const cell = (code: string, obligation: string) => {
    const finding = found.get(code)?.find((one) => one.obligation === obligation);
    return finding ? stateInWords(finding) : "–";
  };
  return [
    {
      kind: "table",
      caption: "Each requirement, by department",
      columns: [{ label: "Department" }, ...asked.map(([, label]) => ({ label }))],
      rows: departments.map((code) => [
        departmentName(env.catalog, code),
        ...asked.map(([obligation]) => cell(code, obligation)),
      ]),
    },
  ];
}
