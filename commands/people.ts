import type { Env } from "../src/core/command/command.ts";
import { type Person, personKey } from "../src/core/people/person.ts";
import { Refusal } from "../src/core/request/errors.ts";

/** The people behind e-mail addresses a field understood, in their order. */
export async function peopleOf(emails: readonly string[], env: Env): Promise<Person[]> {
  const known = await env.stores.people.byEmail(emails, env.today);
  const found = emails.map((email) => known.find((person) => personKey(person.email) === personKey(email)));
  const unknown = emails.filter((_email, at) => found[at] === undefined);
  if (unknown.length > 0)
    throw new Refusal(
      `I do not know ${unknown.join(", ")}. Nothing was saved. Ask an administrator to add them.`,
      "people",
    );
  return [...new Map(found.flatMap((person) => (person ? [[person.id, person] as const] : []))).values()];
}
