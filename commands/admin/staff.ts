import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { people } from "../../src/core/fields/people.ts";
import { plannedDate } from "../../src/core/fields/planned-date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Person } from "../../src/core/people/person.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";

const configure = () => ({ to: "configure" }) as const;

/** The one person a command is about. */
async function onePerson(emails: readonly string[], env: Env, field = "people"): Promise<Person> {
  const [person, another] = await peopleOf(emails, env);
  if (!person || another) throw new Refusal("One person at a time, please. Nothing was saved.", field);
  return person;
}

export const adminPersonMove = defineCommand({
  name: "admin person move",
  summary: "Move a person to another department from a day on.",
  roles: ["admin"],
  fields: {
    people: people({ label: "Who" }),
    department: department(),
    from: plannedDate({ label: "From", default: "today", keys: ["since", "on"] }),
  },
  examples: ["move @lee to health from=2026-12-01"],
  scope: configure,
  execute: async (values, env) => {
    const person = await onePerson(values.people, env);
    const stay = await env.stores.staff.attendancesSince(person.id, values.from);
    if (values.from < env.today && stay > 0 && !env.confirmed.includes("past-move")) {
      return reply(
        heading("Move into the past?"),
        text(
          `${person.name} has ${stay} ${stay === 1 ? "attendance" : "attendances"} since ${printDate(values.from)}. They stay with the department of their day; only what is due follows the new one.`,
        ),
        buttons(
          {
            label: "Yes, move",
            command: "admin person move",
            values: { ...values },
            confirmed: ["past-move"],
            tone: "primary",
          },
          { label: "From today", command: "admin person move", values: { ...values, from: env.today } },
        ),
      );
    }
    const outcome = await env.stores.staff.move(person.id, values.department, values.from, env.write);
    const where = departmentName(env.catalog, values.department);
    if (outcome === "unchanged")
      return reply(
        heading("Nothing to move"),
        text(`${person.name} is in ${where} on ${printDate(values.from)} already.`),
      );
    return reply(
      heading(`Moved ${person.name}`),
      text(
        `${where} from ${printDate(values.from)}. Attendance before that stays with ${person.department === undefined ? "no department" : departmentName(env.catalog, person.department)}.`,
      ),
    );
  },
});

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
  scope: configure,
  execute: async (values, env) => {
    const person = await onePerson(values.people, env);
    const [name, email] = [values.name ?? person.name, values.email ?? person.email];
    if (!/^\S+@\S+\.\S+$/.test(email))
      throw new Refusal(`"${email}" is not an e-mail address. Nothing was saved.`, "email");
    const outcome = await env.stores.staff.rename(person.id, name, email, env.write);
    if (outcome === "email-taken")
      throw new Refusal(
        `${email} belongs to somebody else on record. If the two are one person, merge them: admin person merge.`,
        "email",
      );
    return reply(
      heading(outcome === "renamed" ? `Renamed ${person.name}` : "Nothing to change"),
      text(`${name} · ${email}`),
    );
  },
});

export const adminPersonLeave = defineCommand({
  name: "admin person leave",
  summary: "End a person's time with the city; their roles end or go to a successor.",
  grave: true,
  roles: ["admin"],
  fields: {
    people: people({ label: "Who" }),
    on: plannedDate({ label: "Last day was before", default: "today", keys: ["date", "from"] }),
    successor: people({ label: "Successor", optional: true, keyOnly: true }),
    reason: textField({ label: "Reason", from: "because", optional: true }),
  },
  examples: ["leave @lee on=2026-12-31 successor=@bo"],
  scope: configure,
  execute: async (values, env) => {
    const person = await onePerson(values.people, env);
    const successor = values.successor === undefined ? undefined : await onePerson(values.successor, env, "successor");
    if (successor?.id === person.id)
      throw new Refusal("Somebody who leaves cannot be their own successor. Nothing was saved.", "successor");
    const { roster, ambassadors, work } = await env.stores.staff.leave(
      person.id,
      values.on,
      successor?.id,
      values.reason,
      env.write,
    );
    const ended = [...roster, ...ambassadors];
    return reply(
      heading(`${person.name} leaves on ${printDate(values.on)}`),
      text(ended.length === 0 ? "No role ends with that." : `Ended: ${ended.join(", ")}.`),
      text(
        successor === undefined
          ? "Name a successor, and leadership places, open analyses and statements are handed over."
          : `${successor.name} takes over ${[...roster.map(() => "a leadership place"), ...work].join(", ") || "nothing, as nothing was open"}.`,
      ),
    );
  },
});

export const adminPersonMerge = defineCommand({
  name: "admin person merge",
  summary: "Make one person of two rows that mean the same one.",
  grave: true,
  roles: ["admin"],
  fields: { people: people({ label: "Who is a duplicate" }), into: people({ label: "Of whom", keyOnly: true }) },
  examples: ["merge lee@city.example into=lee.nakamura@city.example"],
  scope: configure,
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
