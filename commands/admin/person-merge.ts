import { defineCommand } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { onePerson } from "./one-person.ts";

export const adminPersonMerge = defineCommand({
  name: "admin person merge",
  summary: "Make one person of two rows that mean the same one.",
  grave: true,
  roles: ["admin"],
  fields: { people: people({ label: "Who is a duplicate" }), into: people({ label: "Of whom", keyOnly: true }) },
  examples: ["merge lee@city.example into=lee.nakamura@city.example"],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const from = await onePerson(values.people, env);
    const into = await onePerson(values.into, env, "into");
    if (from.id === into.id) throw new Refusal("These are the same row already. Nothing was changed.", "into");
    if (!env.confirmed.includes("merge")) {
      return reply(
        heading(`Merge ${from.email} into ${into.email}?`),
        text(
          `Everything on record about ${from.name} (${from.email}) will be ${into.name}'s (${into.email}). Sessions that name both count once. This cannot be taken apart again by itself.`,
        ),
        buttons({
          label: "Yes, merge",
          command: "admin person merge",
          values: { people: [from.email], into: [into.email] },
          confirmed: ["merge"],
          tone: "primary",
        }),
      );
    }
    const { records } = await env.stores.staff.merge(from.id, into.id, env.today, env.write);
    return reply(
      heading(`Merged into ${into.name}`),
      text(records.length === 0 ? "No training named the duplicate." : `Corrected: ${records.join(", ")}.`),
    );
  },
});
