import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { plannedDate } from "../../src/core/fields/planned-date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { onePerson } from "./one-person.ts";

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
  scope: () => ({ to: "configure" }),
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
      buttons({ label: "Undo", command: "admin person return", values: { email: person.email } }),
    );
  },
});

/** Whoever has left is named by nobody any more, so their address says who. */
export const adminPersonReturn = defineCommand({
  name: "admin person return",
  summary: "Take back that somebody left: what ended with it goes on.",
  grave: true,
  roles: ["admin"],
  fields: { email: textField({ label: "E-mail address", from: "key", maxLength: 320 }) },
  examples: ["return email=lee.nakamura@city.example"],
  scope: () => ({ to: "configure" }),
  execute: async ({ email }, env) => {
    const [person] = await env.stores.people.byEmail([email], env.today);
    if (!person)
      throw new Refusal(
        `I do not know ${email}. Use the address they are on record with. Nothing was changed.`,
        "email",
      );
    const outcome = await env.stores.staff.returns(person.id, env.write);
    if (outcome === "here") return reply(heading("Nothing to change"), text(`${person.name} has not left.`));
    const { on, successor, reason, roster, ambassadors, work } = outcome;
    const [heir] = successor === undefined ? [] : await env.stores.people.byId([successor], env.today);
    const again = [...roster, ...ambassadors, ...work];
    const values = {
      people: [person.email],
      on,
      ...(heir === undefined ? {} : { successor: [heir.email] }),
      ...(reason === undefined ? {} : { reason }),
    };
    return {
      ...reply(
        heading(`${person.name} has not left`),
        text(again.length === 0 ? "No role goes on with that." : `Again theirs: ${again.join(", ")}.`),
        buttons({ label: "Put back", command: "admin person leave", values }),
      ),
      changed: { record: person.email, department: person.department },
    };
  },
});
