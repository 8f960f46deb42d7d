import type { Env } from "../../src/core/command/command.ts";
import type { Person } from "../../src/core/people/person.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";

/** The one person a command is about. */
export async function onePerson(emails: readonly string[], env: Env, field = "people"): Promise<Person> {
  const [person, another] = await peopleOf(emails, env);
  if (!person || another) throw new Refusal("One person at a time, please. Nothing was saved.", field);
  return person;
}
