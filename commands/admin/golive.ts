import { Temporal } from "temporal-polyfill";
import { printInstant } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { type Block, buttons, heading, plainText, type Reply, reply, text } from "../../src/core/reply/reply.ts";

export const adminGolive = defineCommand({
  name: "admin golive",
  summary: "Show every message the clock would send next, and let them go out, or hold them back.",
  roles: ["officer"],
  fields: {
    change: choice({
      label: "What to do",
      default: "preview",
      choices: [
        { value: "preview", label: "Show what would go out" },
        { value: "start", label: "Let messages go out", words: /\b(?:start|begin|go live now|switch on)\b/ },
        { value: "hold", label: "Hold messages back", words: /\b(?:hold|pause)\b/ },
      ],
    }),
  },
  cues: { tells: "wish", patterns: [[/\bgo[- ]?live\b/, 4]] },
  examples: ["admin golive", "admin golive start", "admin golive hold"],
  scope: () => ({ to: "write", of: { city: true } }),
  execute: async ({ change }, env) => {
    if (change === "start") return setLive(env.instant.epochMilliseconds, env);
    if (change === "hold") return setLive(undefined, env);
    return preview(env);
  },
});

async function setLive(liveAt: number | undefined, env: Env): Promise<Reply> {
  const outcome = await env.stores.deployment.setLive(liveAt, env.write);
  const live = liveAt === undefined ? "Messages are held back." : "Messages go out when they fall due.";
  return {
    ...reply(
      heading(outcome === "changed" ? live : `Nothing changed: ${live.toLowerCase()}`),
      ...(liveAt === undefined ? [] : [text("What fell due before now is not sent.")]),
      buttons({ label: "Show what would go out", command: "admin golive", values: {} }),
    ),
    changed: { record: "deployment", department: undefined },
  };
}

/** Every message of the next occasions, as it would read if it went out now, and to whom. */
async function preview(env: Env): Promise<Reply> {
  const [deployment, upcoming] = await Promise.all([env.stores.deployment.get(), env.upcoming()]);
  const live = deployment?.liveAt !== undefined;
  const blocks = upcoming.flatMap(({ dueAt, label, to, words }): Block[] => [
    heading(`${label} · ${printInstant(Temporal.Instant.fromEpochMilliseconds(dueAt), env.city)} · to ${to}`),
    text(typeof words === "string" ? `Nothing would be sent: ${words}.` : plainText(words)),
  ]);
  return reply(
    heading(live ? "Messages go out when they fall due" : "Nothing goes out yet"),
    text(`${upcoming.length} messages would be next.`),
    buttons({
      label: live ? "Hold messages back" : "Let messages go out",
      command: "admin golive",
      values: { change: live ? "hold" : "start" },
      tone: "primary",
    }),
    ...blocks,
  );
}
