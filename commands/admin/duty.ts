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
        { value: "undo", label: "Take back that they hold it from that day on" },
        { value: "undo-end", label: "Take back that they no longer hold it from that day on" },
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

type Change = (role: string, person: Person, on: string, env: Env) => Promise<Reply>;

const CHANGES: Record<"hold" | "end" | "undo" | "undo-end", Change> = {
  hold: async (role, person, on, env) => {
    const outcome = await env.stores.duties.hold(role, person.id, on, env.write);
    if (outcome === "named") return said(role, person, `Holds it from ${printDate(on)}`, undo("undo", on), env);
    return said(role, person, "Held it before; nothing was changed", undefined, env);
  },
  end: async (role, person, on, env) => {
    const outcome = await env.stores.duties.end(role, person.id, on, env.write);
    if (outcome === "not held")
      throw new Refusal(`${person.name} does not hold that role. Nothing was saved.`, "people");
    return said(role, person, `No longer holds it from ${printDate(on)}`, undo("undo-end", on), env);
  },
  undo: (role, person, on, env) => takenBack("hold", role, person, on, env),
  "undo-end": (role, person, on, env) => takenBack("end", role, person, on, env),
};

const undo = (change: "undo" | "undo-end", on: string) => ({ label: "Undo", values: { change, on } });

async function takenBack(what: "hold" | "end", role: string, person: Person, on: string, env: Env): Promise<Reply> {
  const outcome = await env.stores.duties.undo(role, person.id, what, on, env.write);
  if (outcome === "nothing to undo")
    throw new Refusal(
      `That is not what was said last of ${person.name}: "admin duty" shows who holds which role. Nothing was saved.`,
      "people",
    );
  const back = { label: "Put back", values: { change: what, on } };
  return said(role, person, "What was said last is taken back", back, env);
}

interface Next {
  label: string;
  values: { change: string; on: string };
}

function said(role: string, { name, email }: Person, what: string, next: Next | undefined, env: Env): Reply {
  const title = env.plan.roles.find(({ id }) => id === role)?.name ?? role;
  const ways =
    next === undefined ? [] : [{ ...next, command: "admin duty", values: { role, people: [email], ...next.values } }];
  const list = { label: "All roles", command: "admin duty", values: {} };
  return {
    ...reply(heading(`${name} · ${title}`), text(`${what}.`), buttons(...ways, list)),
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
