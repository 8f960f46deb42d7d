import { defineCommand } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";
import { analysisOf, deciding } from "./access.ts";
import { analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";

export const analysisInvite = defineCommand({
  name: "analysis invite",
  summary: "Let somebody write an analysis with you.",
  roles: ["employee", "lead", "officer"],
  fields: { record: analysisRecord(), people: people() },
  cues: { tells: "wish", patterns: [[/\b(?:invite|add)\b.*\ban-\d{4}-\d{4,}\b/, 6]] },
  examples: ["invite AN-2026-0002 @ana @bo"],
  scope: async ({ record }, env) => deciding(await analysisOf(record, env), env),
  execute: async (values, env) => {
    const before = await analysisOf(values.record, env);
    if (before.undone || before.state === "completed" || before.state === "evaluated")
      throw new Refusal(`${before.id} is not being written any more, so nobody can be invited. Nothing was changed.`);
    const named = await peopleOf(values.people, env);
    const outsiders = named.filter(({ id }) => id !== before.owner);
    const fresh = await env.stores.analyses.invite(
      before.id,
      outsiders.map(({ id }) => id),
      env.write,
    );
    const invited = named.filter(({ id }) => fresh.includes(id)).map(({ name }) => name);
    const known = named.filter(({ id }) => !fresh.includes(id)).map(({ name }) => name);
    const title = invited.length === 0 ? "Nobody new was invited" : `Invited ${invited.join(", ")} to ${before.id}`;
    return receipt(title, await analysisOf(before.id, env), env, [
      ...(invited.length === 0 ? [] : [text("They can open, fill in and submit every step, and are told privately.")]),
      ...(known.length === 0 ? [] : [text(`Could write it already: ${known.join(", ")}.`)]),
    ]);
  },
});
