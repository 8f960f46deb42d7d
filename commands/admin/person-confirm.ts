import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import type { Person } from "../../src/core/people/person.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";

/** Whoever told the bot their department counts there only once its lead or an administrator says so (contract.md, Who is who). */
export const adminPersonConfirm = defineCommand({
  name: "admin person confirm",
  summary: "Confirm the department a person said to be theirs.",
  roles: ["lead", "admin"],
  fields: { people: people({ label: "Who" }) },
  examples: ["confirm @zed"],
  scope: async (values, env) => {
    const { department } = await onePerson(values.people, env);
    const sets = env.actor.granted.includes("admin") || department === undefined;
    return sets ? { to: "configure" } : { to: "write", of: { department } };
  },
  execute: async (values, env) => {
    const person = await onePerson(values.people, env);
    if (person.department === undefined)
      throw new Refusal(`${person.name} has said no department yet. Give them one with: admin person.`, "people");
    await env.stores.people.confirmDepartment(person.id, env.write);
    const where = departmentName(env.catalog, person.department);
    return {
      ...reply(
        heading(`Confirmed ${person.name}`),
        text(`${where}. What is mandatory there is now due from them, too.`),
      ),
      changed: { record: person.email, department: person.department },
    };
  },
});

async function onePerson(emails: readonly string[], env: Env): Promise<Person> {
  const [person, another] = await peopleOf(emails, env);
  if (!person || another) throw new Refusal("One person at a time, please. Nothing was saved.", "people");
  return person;
}
