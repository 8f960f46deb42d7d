import { defineCommand } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { text as textField } from "../../src/core/fields/text.ts";
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
          `Everything on record about ${from.name} (${from.email}) will be ${into.name}'s (${into.email}). Sessions that name both count once. Undo takes them apart again.`,
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
      buttons({
        label: "Undo",
        command: "admin person unmerge",
        values: { people: [into.email], duplicate: String(from.id) },
      }),
    );
  },
});

export const adminPersonUnmerge = defineCommand({
  name: "admin person unmerge",
  summary: "Take a merge of two people apart: each has again what it had.",
  grave: true,
  roles: ["admin"],
  fields: {
    people: people({ label: "Of whom" }),
    duplicate: textField({ label: "Number of the duplicate", from: "key", maxLength: 20 }),
  },
  examples: ["unmerge lee.nakamura@city.example duplicate=417"],
  scope: () => ({ to: "configure" }),
  execute: async ({ people: emails, duplicate }, env) => {
    const into = await onePerson(emails, env);
    const from = Number(duplicate);
    if (!Number.isSafeInteger(from) || from < 1)
      throw new Refusal(
        `"${duplicate}" is no number of a row. Undo under the merge brings it. Nothing was changed.`,
        "duplicate",
      );
    const outcome = await env.stores.staff.unmerge(from, into.id, env.write);
    if (outcome === "apart")
      throw new Refusal(`That is not the last merge into ${into.name}. Nothing was changed.`, "duplicate");
    const { records, kept } = outcome;
    const [apart] = await env.stores.people.byId([from], env.today);
    const back = apart && {
      label: "Put back",
      command: "admin person merge",
      values: { people: [apart.email], into: [into.email] },
      confirmed: ["merge"],
    };
    return {
      ...reply(
        heading(`${apart?.name ?? "The duplicate"} and ${into.name} are two again`),
        text(records.length === 0 ? "No training names the duplicate." : `Corrected: ${records.join(", ")}.`),
        ...(kept.length === 0 ? [] : [text(`Changed since, and left as they are: ${kept.join(", ")}.`)]),
        ...(back ? [buttons(back)] : []),
      ),
      changed: { record: into.email, department: into.department },
    };
  },
});
