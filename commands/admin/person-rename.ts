import { defineCommand } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Person } from "../../src/core/people/person.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { onePerson } from "./one-person.ts";

export const adminPersonRename = defineCommand({
  name: "admin person rename",
  summary: "Change a person's name or e-mail address.",
  roles: ["admin"],
  fields: {
    people: people({ label: "Who" }),
    name: textField({ label: "New name", from: "key", optional: true }),
    email: textField({ label: "New e-mail", from: "key", optional: true, keys: ["e-mail", "mail"] }),
  },
  anyOf: [{ names: ["name", "email"], because: "Say the new name or e-mail address." }],
  examples: ['rename @lee name="Lee Nakamura-Cole"'],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const person = await onePerson(values.people, env);
    const { email } = values;
    const name = values.name ?? person.name;
    if (email !== undefined && !/^\S+@\S+\.\S+$/.test(email))
      throw new Refusal(`"${email}" is not an e-mail address. Nothing was saved.`, "email");
    const outcome = await env.stores.staff.rename(person.id, name, email, env.write);
    if (outcome === "email-taken")
      throw new Refusal(
        `${email} belongs to somebody else on record. If the two are one person, merge them: admin person merge.`,
        "email",
      );
    return reply(
      heading(outcome === "renamed" ? `Renamed ${person.name}` : "Nothing to change"),
      text(`${name} · ${email ?? person.email}`),
      ...(outcome === "renamed" ? [changeBack(person, email, name)] : []),
    );
  },
});

/** An address that nobody had before cannot be taken away again here. */
function changeBack({ name: before, email: key }: Person, email: string | undefined, name: string): Block {
  const readdressed = email !== undefined && key.includes("@");
  return buttons({
    label: "Undo",
    command: "admin person rename",
    values: {
      people: [readdressed ? email : key],
      ...(before === name ? {} : { name: before }),
      ...(readdressed ? { email: key } : {}),
    },
  });
}
