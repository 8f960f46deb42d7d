import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Decision, NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import { ANSWER } from "./record.ts";

const CITY = { to: "write", of: { city: true } } as const;

export const nudgeAccept = defineCommand({
  name: "nudge accept",
  summary: "Accept that something does not apply to a department.",
  roles: ["officer"],
  fields: { record: record() },
  cues: { tells: "wish", patterns: [[/\baccept\b.*\bnu-\d{4}-\d{4,}\b/, 6]] },
  examples: ["accept NU-2026-0001"],
  scope: () => CITY,
  execute: ({ record: id }, env) =>
    decide(id, "accepted", undefined, "It does not count for the department, in its own period.", env),
});

export const nudgeDecline = defineCommand({
  name: "nudge decline",
  summary: "Decline that something does not apply to a department: it counts after all.",
  roles: ["officer"],
  fields: {
    record: record(),
    reason: textField({ label: "Reason", from: "because", keys: ["why", "because"] }),
  },
  cues: { tells: "wish", patterns: [[/\bdecline\b.*\bnu-\d{4}-\d{4,}\b/, 6]] },
  examples: ["decline NU-2026-0001 because every department has a vision"],
  scope: () => CITY,
  execute: ({ record: id, reason }, env) =>
    decide(id, "declined", reason, "It counts for the department after all, and reminders go on.", env),
});

async function decide(
  id: string,
  decision: Decision,
  because: string | undefined,
  follows: string,
  env: Env,
): Promise<Reply> {
  const before = await requestAt(id, env);
  if (before.undone) throw new Refusal(`${id} was taken back, so there is nothing to decide. Nothing was changed.`);
  const outcome = await env.stores.nudges.decide(id, decision, because, env.write);
  if (outcome === "conflict")
    throw new Refusal(`The same was said again since ${id} was declined: decide about that one. Nothing was changed.`);
  const title =
    outcome === "decided" ? `${decision === "accepted" ? "Accepted" : "Declined"} ${id}` : "Nothing changed";
  return ANSWER.receipt(title, await requestAt(id, env), env, [text(follows), text(`${before.authorName} is told.`)]);
}

async function requestAt(id: string, env: Env): Promise<NudgeAnswer> {
  const answer = await env.stores.nudges.get(id);
  if (answer?.kind === "not applicable") return answer;
  throw new Refusal(
    `${id} is not a question of what applies: there is nothing to accept or decline. "nudge list" shows what waits.`,
    "record",
  );
}
