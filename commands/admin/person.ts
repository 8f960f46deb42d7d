import { departmentName } from "../../src/core/catalog.ts";
import { defineCommand } from "../../src/core/command.ts";
import { Refusal } from "../../src/core/errors.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Tier } from "../../src/core/person.ts";
import { facts, heading, reply, text } from "../../src/core/reply.ts";
import type { PersonInput } from "../../src/core/stores.ts";

const TIERS = [
  { value: "senior-manager", label: "Senior manager" },
  { value: "manager", label: "Manager" },
  { value: "employee", label: "Employee" },
];
const GRANTED = ["officer", "admin", "auditor"] as const;

export const adminPerson = defineCommand({
  name: "admin person",
  summary: "Add a person, or change one with that e-mail address.",
  roles: ["admin"],
  fields: {
    email: textField({ label: "E-mail", from: "key", keys: ["e-mail", "mail"] }),
    name: textField({ label: "Name", from: "key", optional: true, hint: "Needed for a new person" }),
    department: department({ optional: true }),
    tier: choice({ label: "Tier", choices: TIERS, optional: true }),
    audience: choice({
      label: "Employed as",
      choices: [
        { value: "employee", label: "Employee" },
        { value: "contractor", label: "Contractor" },
      ],
      optional: true,
    }),
    senior: choice({
      label: "Senior leader",
      choices: [
        { value: "true", label: "Yes" },
        { value: "false", label: "No" },
      ],
      optional: true,
    }),
    roles: textField({ label: "Roles", from: "key", optional: true, hint: "officer; admin; auditor, or none" }),
  },
  examples: ['email=ana.torres@city.example name="Ana Torres" department=dpw tier=manager'],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    if (!/^\S+@\S+\.\S+$/.test(values.email))
      throw new Refusal(`"${values.email}" is not an e-mail address. Nothing was saved.`, "email");
    const [before] = await env.stores.people.byEmail([values.email], env.today);
    const name = values.name ?? before?.name;
    if (name === undefined) throw new Refusal(`${values.email} is new: say the name, too. Nothing was saved.`, "name");
    const person: PersonInput = {
      email: values.email,
      name,
      department: values.department ?? before?.department,
      tier: (values.tier as Tier | undefined) ?? before?.tier ?? "employee",
      audience: (values.audience as PersonInput["audience"] | undefined) ?? before?.audience ?? "employee",
      seniorLeader: values.senior === undefined ? (before?.seniorLeader ?? false) : values.senior === "true",
      granted: values.roles === undefined ? (before?.granted ?? []) : rolesIn(values.roles),
    };
    const outcome = await env.stores.people.save(person, env.today, env.write);
    return reply(
      heading(`${name}: ${outcome}`),
      facts(
        { label: "E-mail", value: person.email },
        {
          label: "Department",
          value: person.department === undefined ? "none" : departmentName(env.catalog, person.department),
        },
        { label: "Tier", value: person.tier.replace("-", " ") },
        { label: "Roles", value: ["employee", ...person.granted].join(", ") },
      ),
      ...(before && person.department !== before.department
        ? [text(`Attendance before today stays with ${before.department ?? "no department"}.`)]
        : []),
    );
  },
});

function rolesIn(typed: string): PersonInput["granted"] {
  const words =
    typed
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.filter((word) => word !== "none" && word !== "employee") ?? [];
  const unknown = words.filter((word) => !GRANTED.some((role) => role === word));
  if (unknown.length > 0)
    throw new Refusal(
      `"${unknown.join(", ")}" is no role. The roles are ${GRANTED.join(", ")}. A lead is whoever is on the leadership roster.`,
      "roles",
    );
  return GRANTED.filter((role) => words.includes(role));
}
