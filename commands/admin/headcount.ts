import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { plannedDate } from "../../src/core/fields/planned-date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Audience, Tier } from "../../src/core/people/person.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { MAX_COUNT } from "../../src/core/understanding/tally.ts";

export const adminHeadcount = defineCommand({
  name: "admin headcount",
  summary: "Say how many people a department has, by tier and audience, from a day on.",
  roles: ["admin"],
  fields: {
    department: department(),
    tier: choice({
      label: "Tier",
      choices: [
        { value: "senior-manager", label: "Senior managers", words: /\bsenior managers?\b/ },
        { value: "manager", label: "Managers", words: /(?<!senior )\bmanagers?\b/ },
        { value: "employee", label: "Employees", words: /\bemployees?\b/ },
      ],
    }),
    audience: choice({
      label: "Employed as",
      default: "employee",
      choices: [
        { value: "employee", label: "Employees" },
        { value: "contractor", label: "Contractors", words: /\bcontractors?\b/ },
      ],
    }),
    count: textField({ label: "How many", from: "key", maxLength: 7 }),
    asOf: plannedDate({ label: "As of", default: "today", keys: ["as_of", "date", "on", "from"] }),
  },
  examples: ["department=dpw tier=senior-manager count=9 asOf=2026-07-01"],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const count = Number(values.count.replaceAll(",", ""));
    if (!Number.isInteger(count) || count < 0 || count > MAX_COUNT)
      throw new Refusal(
        `"${values.count}" is not a whole number from 0 to ${MAX_COUNT.toLocaleString("en-US")}. Nothing was saved.`,
        "count",
      );
    const outcome = await env.stores.staff.headcount(
      values.department,
      values.tier as Tier,
      values.audience as Audience,
      count,
      values.asOf,
      env.write,
    );
    return reply(
      heading(`${departmentName(env.catalog, values.department)}: ${outcome}`),
      text(`${count} · ${values.tier.replace("-", " ")} · ${values.audience} · as of ${printDate(values.asOf)}`),
    );
  },
});
