import { defineCommand } from "../../src/core/command/command.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { record } from "../../src/core/fields/record.ts";
import { type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import type { TrainingRecord } from "../../src/domain/training/store.ts";
import { trainingOf } from "./record.ts";
import { sessionOf } from "./recorded-you.ts";

/** [Not me]: whoever was named takes their own name off; nobody else's, and nobody else does it for them. */
export const trainingNotMe = defineCommand({
  name: "training notme",
  summary: "Take your own name off a training record.",
  roles: ["employee"],
  internal: true,
  fields: { record: record() },
  examples: ["notme TR-2026-0012"],
  scope: (_values, { actor }) => ({ to: "read", of: { person: actor.id } }),
  execute: async ({ record: id }, env) => {
    const before = await trainingOf(id, env);
    const outcome = await env.stores.training.disown(id, env.write);
    if (outcome.outcome === "conflict") throw new Error("taking a name off conflicts with nothing");
    if (outcome.outcome === "unchanged") throw new Refusal(`Your name is not on ${id}. Nothing was changed.`);
    const told = [IMPORT_AUTHOR, env.actor.id].includes(before.author) ? "" : ` ${before.authorName} is told.`;
    return {
      ...reply(heading(`Your name is off ${id}`), text(`${sessionOf(before, env)} no longer counts for you.${told}`)),
      changed: { record: id, department: before.department, on: [before.heldOn] },
    };
  },
});

/** The author of the record hears of it, and can put the name back. */
export const notMe: MessageKind = {
  name: "not-me",
  label: "Who took their name off a training",
  compose: async ({ record: id, person }, env) => {
    const stored = await env.stores.training.get(String(id));
    if (!stored) return { skip: "the record is not there" };
    if (stored.state === "live" && stored.people.includes(Number(person))) return { skip: "named again" };
    const [disowner] = await env.stores.people.byId([Number(person)], env.today);
    const name = disowner?.name ?? "Somebody";
    const undone = stored.state === "undone" ? " Nobody else was on that record, so it was undone." : "";
    return reply(
      text(`${name} says “not me”: their name was taken off ${sessionOf(stored, env)}.${undone}`),
      buttons(...answers(stored, disowner?.email, name)),
    );
  },
};

function answers(record: TrainingRecord, email: string | undefined, name: string): Button[] {
  const values = { record: record.id };
  if (record.state === "undone") return [{ label: "Put it back", command: "fix restore", values }];
  const back = { label: `Put ${name} back`, command: "training names", values: { ...values, people: email } };
  return [...(email === undefined ? [] : [back]), { label: "Edit", command: "fix", values, ask: true }];
}
