import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { Composing, MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { people } from "../../src/core/fields/people.ts";
import type { Person } from "../../src/core/people/person.ts";
import type { OfficerOutcome } from "../../src/core/people/staff.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import { peopleOf } from "../people.ts";

/** The equity officer's role is the one that takes two (contract.md, Who may do what). */
export async function madeOfficer(person: Person, env: Env): Promise<Reply> {
  const outcome = await env.stores.staff.giveOfficer(person.id, env.write);
  const [title, ...words] = await said(outcome, person, env);
  const undo = { label: "Undo", command: "admin role end", values: { people: [person.email], role: "officer" } };
  const nothing = outcome.state === "unchanged" || outcome.state === "asked before";
  return {
    ...reply(heading(title ?? ""), ...words.map(text), ...(nothing ? [] : [buttons(undo)])),
    ...(nothing ? {} : { changed: { record: person.email, department: person.department } }),
  };
}

async function said(outcome: OfficerOutcome, { name }: Person, env: Env): Promise<string[]> {
  switch (outcome.state) {
    case "given":
      return [`${name} is equity officer from today`];
    case "given alone":
      return [
        `${name} is equity officer from today`,
        "There was nobody to confirm it. The trail says so, and so does /readyz until an equity officer or a second administrator has said: admin role confirm.",
      ];
    case "asked": {
      const who = await env.stores.people.byId(outcome.confirmers, env.today);
      return [
        `${name} is equity officer once somebody confirms it`,
        `Asked: ${who.map((one) => one.name).join(", ")}. One of them is enough.`,
      ];
    }
    case "asked before":
      return ["Nothing to change", `${name} waits to be confirmed as equity officer already.`];
    case "unchanged":
      return ["Nothing to change", `${name} is equity officer already.`];
    default:
      return outcome satisfies never;
  }
}

export const adminRoleConfirm = defineCommand({
  name: "admin role confirm",
  summary: "Confirm that somebody is equity officer, or say that they are not to be.",
  roles: ["officer", "admin"],
  fields: {
    people: people({ label: "Who" }),
    answer: choice({
      label: "Answer",
      default: "yes",
      choices: [
        { value: "yes", label: "They are equity officer" },
        { value: "no", label: "They are not to be", words: /\b(?:no|refuse|reject|not)\b/ },
      ],
    }),
  },
  examples: ["role confirm @lee"],
  scope: (_values, { actor }) =>
    may(actor, { to: "configure" }) ? { to: "configure" } : { to: "write", of: { city: true } },
  execute: async ({ people: emails, answer }, env) => {
    const [person, another] = await peopleOf(emails, env);
    if (!person || another) throw new Refusal("One person at a time, please. Nothing was saved.", "people");
    const right = answer === "yes";
    const outcome = await env.stores.staff.confirmOfficer(person.id, right, env.write);
    if (outcome === "not asked")
      throw new Refusal(`Nobody waits for a word about ${person.name} any more. Nothing was saved.`, "people");
    const end = {
      label: "End their role",
      command: "admin role end",
      values: { people: [person.email], role: "officer" },
    };
    return {
      ...reply(
        heading(right ? `${person.name} is equity officer` : `${person.name} is not equity officer`),
        text(
          right
            ? "Confirmed, from today."
            : "The role was not given. An administrator may ask again, with: admin role.",
        ),
        ...(right && may(env.actor, { to: "configure" }) ? [buttons(end)] : []),
      ),
      changed: { record: person.email, department: person.department },
    };
  },
});

type MessagesEnv = Omit<MessageEnv, "person" | "platform">;

/** Everybody who may confirm it is asked, privately. What one of them decided is not asked of the others any more. */
export const officerToConfirm: MessageKind = {
  name: "officer-to-confirm",
  label: "Question whether somebody is to be equity officer",
  compose: async (data, { person, posted = false, ...env }) => {
    const [only] = await composeAll([{ data, person, posted }], env);
    return only ?? DECIDED;
  },
  composeAll,
};

const DECIDED: Skip = { skip: "it is decided" };

async function composeAll(all: readonly Composing[], { stores, today }: MessagesEnv): Promise<(Reply | Skip)[]> {
  const ids = all.flatMap(({ data }) => [Number(data["person"]), Number(data["by"])]);
  const [waiting, known] = await Promise.all([
    stores.staff.officersToConfirm(),
    stores.people.byId([...new Set(ids)], today),
  ]);
  const named = (id: unknown) => known.find((one) => one.id === id);
  return all.map(({ data, posted }) => {
    const whom = named(data["person"]);
    const open = waiting.some(({ person }) => person === data["person"]);
    if (!whom || (!open && !posted)) return DECIDED;
    const asker = data["by"] === IMPORT_AUTHOR ? "A file that was imported" : named(data["by"])?.name;
    return question(whom, asker ?? "An administrator", open);
  });
}

function question(whom: Person, asker: string, open: boolean): Reply {
  const title = heading(`Is ${whom.name} to be equity officer?`);
  if (!open) {
    const is = whom.granted.includes("officer") ? "is" : "is not";
    return reply(title, text(`Decided: ${whom.name} ${is} equity officer.`));
  }
  const values = { people: [whom.email] };
  return reply(
    title,
    text(`${asker} asks for it. An equity officer sees and corrects everything on record. One confirmation is enough.`),
    buttons(
      { label: "Confirm", command: "admin role confirm", values, tone: "primary" },
      { label: "No", command: "admin role confirm", values: { ...values, answer: "no" } },
    ),
  );
}
