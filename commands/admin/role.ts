import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { people } from "../../src/core/fields/people.ts";
import type { Person } from "../../src/core/people/person.ts";
import type { Grant } from "../../src/core/people/staff.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";
import { madeOfficer } from "./officer.ts";

const fields = () => ({
  people: people({ label: "Who" }),
  role: choice({
    label: "Role",
    choices: [
      { value: "officer", label: "Equity officer", words: /\b(?:equity )?officer\b/ },
      { value: "auditor", label: "Auditor", words: /\bauditor\b/ },
      { value: "admin", label: "Administrator", words: /\badmin(?:istrator)?\b/ },
    ],
  }),
});

const NAMES: Readonly<Record<Grant, string>> = {
  officer: "equity officer",
  auditor: "auditor",
  admin: "administrator",
};

export const adminRole = defineCommand({
  name: "admin role",
  summary: "Make somebody equity officer, auditor or administrator, from today.",
  grave: true,
  roles: ["admin"],
  fields: fields(),
  examples: ["role @lee officer"],
  scope: () => ({ to: "configure" }),
  execute: async ({ people: emails, role }, env) => {
    const person = await onePerson(emails, env);
    requireApart(person, role as Grant);
    if (role === "officer") return madeOfficer(person, env);
    return changed(person, role as Grant, true, env);
  },
});

export const adminRoleEnd = defineCommand({
  name: "admin role end",
  summary: "End somebody's role as equity officer, auditor or administrator, from today.",
  grave: true,
  roles: ["admin"],
  fields: fields(),
  examples: ["role end @lee officer"],
  scope: () => ({ to: "configure" }),
  execute: async ({ people: emails, role }, env) => changed(await onePerson(emails, env), role as Grant, false, env),
});

async function onePerson(emails: readonly string[], env: Env): Promise<Person> {
  const [person, another] = await peopleOf(emails, env);
  if (!person || another) throw new Refusal("One person at a time, please. Nothing was saved.", "people");
  return person;
}

/** An auditor writes nothing, so an auditor is nothing else. */
function requireApart({ name, granted }: Person, role: Grant): void {
  const others = granted.filter((one) => one !== role);
  const [first] = role === "auditor" ? others : others.filter((one) => one === "auditor");
  if (first === undefined) return;
  throw new Refusal(
    `${name} is ${NAMES[first]}, and an auditor can have no other role. End that first, with: admin role end. Nothing was saved.`,
    "role",
  );
}

async function changed(person: Person, role: Grant, held: boolean, env: Env): Promise<Reply> {
  const outcome = await env.stores.staff.setRole(person.id, role, held, env.write);
  if (outcome === "unchanged")
    return reply(
      heading("Nothing to change"),
      text(`${person.name} is ${held ? "" : "not "}${NAMES[role]}${held ? " already" : ""}.`),
    );
  const what = held ? `is ${NAMES[role]} from today` : `is no longer ${NAMES[role]} from today`;
  const undo = {
    label: "Undo",
    command: held ? "admin role end" : "admin role",
    values: { people: [person.email], role },
  };
  return {
    ...reply(heading(`${person.name} ${what}`), text(`${printDate(env.today)} · ${person.email}`), buttons(undo)),
    changed: { record: person.email, department: person.department },
  };
}
