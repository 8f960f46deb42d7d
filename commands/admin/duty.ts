import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { people } from "../../src/core/fields/people.ts";
import { plannedDate } from "../../src/core/fields/planned-date.ts";
import type { Holder } from "../../src/core/people/duties.ts";
import type { Person } from "../../src/core/people/person.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { planItem } from "../../src/domain/plan/fields/plan-item.ts";
import { peopleOf } from "../people.ts";

/** Row E14: duties are the plan's, by role; who holds a role is said here, and decides who is reminded, asked and told. */
export const adminDuty = defineCommand({
  name: "admin duty",
  summary: "Say who holds a role of the plan, so that reminders of its duties reach them; or list who does.",
  grave: true,
  roles: ["officer", "admin"],
  fields: {
    role: planItem({
      label: "Role",
      optional: true,
      among: ({ roles }) => roles.map(({ id, name }) => ({ id, text: name })),
    }),
    people: people({ label: "Who", optional: true }),
    on: plannedDate({ label: "From", default: "today", keys: ["from", "since", "date"] }),
    change: choice({
      label: "What to do",
      default: "hold",
      choices: [
        { value: "hold", label: "They hold the role from that day on" },
        { value: "end", label: "They no longer hold it from that day on", words: /\b(?:end|remove|no longer)\b/ },
        { value: "undo", label: "Take back what was said last of them" },
      ],
    }),
  },
  cues: { tells: "wish", patterns: [[/\b(?:holds?|has) (?:the )?(?:role|duty)\b/, 3]] },
  examples: ["admin duty", "admin duty CEO @nadia", "admin duty CEO @nadia end on=2026-12-31"],
  scope: (_values, env) => scopeOf(env),
  execute: async ({ role, people: emails, on, change }, env) => {
    if (role === undefined || emails === undefined) return listed(await env.stores.duties.held(env.today), env);
    const [person, another] = await peopleOf(emails, env);
    if (!person || another) throw new Refusal("One person at a time, please. Nothing was saved.", "people");
    return CHANGES[change as keyof typeof CHANGES](role, person, on, env);
  },
});

/** Roles are the administrator's to give, and those of the plan the officer's as well. */
const scopeOf = ({ actor }: Pick<Env, "actor">): Scope =>
  may(actor, { to: "configure" }) ? { to: "configure" } : { to: "write", of: { city: true } };

const CHANGES = {
  hold: async (role: string, person: Person, on: string, env: Env) => {
    const outcome = await env.stores.duties.hold(role, person.id, on, env.write);
    const what = outcome === "named" ? `Holds it from ${printDate(on)}` : "Held it before; nothing was changed";
    return said(role, person, what, env);
  },
  end: async (role: string, person: Person, on: string, env: Env) => {
    const outcome = await env.stores.duties.end(role, person.id, on, env.write);
    if (outcome === "not held")
      throw new Refusal(`${person.name} does not hold that role. Nothing was saved.`, "people");
    return said(role, person, `No longer holds it from ${printDate(on)}`, env);
  },
  undo: async (role: string, person: Person, _on: string, env: Env) => {
    const outcome = await env.stores.duties.undo(role, person.id, env.write);
    if (outcome === "nothing to undo") throw new Refusal("There is nothing to take back. Nothing was saved.", "people");
    return said(role, person, "What was said last is taken back", env);
  },
} satisfies Record<string, (role: string, person: Person, on: string, env: Env) => Promise<Reply>>;

function said(role: string, { name, email }: Person, what: string, env: Env): Reply {
  const title = env.plan.roles.find(({ id }) => id === role)?.name ?? role;
  const undo = { label: "Undo", command: "admin duty", values: { role, people: [email], change: "undo" } };
  const list = { label: "All roles", command: "admin duty", values: {} };
  return {
    ...reply(heading(`${name} · ${title}`), text(`${what}.`), buttons(undo, list)),
    changed: { record: `duty:${role}`, department: undefined },
  };
}

function listed(holders: readonly Holder[], { plan }: Env): Reply {
  if (plan.roles.length === 0)
    return reply(text("The plan names no roles: what it asks of the city goes to the officer."));
  const rows = plan.roles.map(({ id, name }) => {
    const own = holders.filter(({ role }) => role === id);
    return [
      id,
      name,
      own.map((one) => `${one.name} since ${printDate(one.fromOn)}`).join(", ") || "nobody: the officer",
    ];
  });
  const table: Block = {
    kind: "table",
    caption: "Who holds each role of the plan, and so hears of its duties",
    columns: ["Id", "Role", "Held by"].map((label) => ({ label })),
    rows,
  };
  const name = { label: "Say who holds a role", command: "admin duty", values: {}, ask: true };
  return reply(
    heading("Roles of the plan"),
    table,
    buttons(name, { label: "Duties", command: "plan raci", values: {} }),
  );
}
