import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Audience, Person, Tier } from "../../src/core/people/person.ts";
import type { PersonInput } from "../../src/core/people/store.ts";
import { type Block, facts, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { madeOfficer } from "./officer.ts";

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
    const wanted = merged(values, before);
    const person = withoutNewOfficer(wanted, before);
    const saved = await env.stores.people.save(person, env.today, env.write);
    const outcome = saved === "unchanged" && (await confirmed(values, before, env)) ? "changed" : saved;
    const officer = person === wanted ? [] : await asOfficer(person, env);
    return {
      ...reply(heading(`${person.name}: ${outcome}`), facts(...standing(person, env)), ...moved(values), ...officer),
      changed: { record: person.email, department: person.department },
    };
  },
});

interface PersonValues {
  email: string;
  name: string | undefined;
  department: string | undefined;
  tier: string | undefined;
  audience: string | undefined;
  senior: string | undefined;
  roles: string | undefined;
}

const NEW = {
  department: undefined,
  tier: "employee",
  audience: "employee",
  seniorLeader: false,
  granted: [],
} as const;

/** What is said counts; what is not said stays as it is. */
function merged(values: PersonValues, before: Person | undefined): PersonInput {
  const name = values.name ?? before?.name;
  if (name === undefined) throw new Refusal(`${values.email} is new: say the name, too. Nothing was saved.`, "name");
  const { department, tier, audience, seniorLeader, granted } = before ?? NEW;
  return {
    email: values.email,
    name,
    department: values.department ?? department,
    tier: (values.tier as Tier | undefined) ?? tier,
    audience: (values.audience as Audience | undefined) ?? audience,
    seniorLeader: values.senior === undefined ? seniorLeader : values.senior === "true",
    granted: values.roles === undefined ? granted : rolesIn(values.roles),
  };
}

/** The equity officer's role is given in a way of its own. */
function withoutNewOfficer(wanted: PersonInput, before: Person | undefined): PersonInput {
  if (!wanted.granted.includes("officer") || before?.granted.includes("officer")) return wanted;
  return { ...wanted, granted: wanted.granted.filter((role) => role !== "officer") };
}

async function asOfficer({ email }: PersonInput, env: Env): Promise<Block[]> {
  const [person] = await env.stores.people.byEmail([email], env.today);
  if (!person) throw new Error("a person who was saved is not there");
  const write = { ...env.write, request: `${env.write.request}:officer` };
  return (await madeOfficer(person, { ...env, write })).blocks;
}

/** An administrator who says the department a person gave themselves has confirmed it. */
async function confirmed({ department }: PersonValues, before: Person | undefined, { stores, write }: Env) {
  if (!before || department === undefined || department !== before.department) return false;
  return (await stores.people.confirmDepartment(before.id, write)) === "confirmed";
}

const standing = ({ email, department, tier, granted }: PersonInput, { catalog }: Env) => [
  { label: "E-mail", value: email },
  { label: "Department", value: department === undefined ? "none" : departmentName(catalog, department) },
  { label: "Tier", value: tier.replace("-", " ") },
  { label: "Roles", value: ["employee", ...granted].join(", ") },
];

const moved = ({ department }: PersonValues) =>
  department === undefined ? [] : [text("Attendance before a move stays with the department of its day.")];

function rolesIn(typed: string): PersonInput["granted"] {
  const words = (typed.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => word !== "none" && word !== "employee");
  const unknown = words.filter((word) => !GRANTED.some((role) => role === word));
  if (unknown.length > 0)
    throw new Refusal(
      `"${unknown.join(", ")}" is no role. The roles are ${GRANTED.join(", ")}. A lead is whoever is on the leadership roster. Nothing was saved.`,
      "roles",
    );
  const roles = GRANTED.filter((role) => words.includes(role));
  if (roles.includes("auditor") && roles.length > 1)
    throw new Refusal("An auditor writes nothing, so an auditor can have no other role. Nothing was saved.", "roles");
  return roles;
}
