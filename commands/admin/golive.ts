import { Temporal } from "temporal-polyfill";
import { printInstant } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { Upcoming } from "../../src/core/deliveries/occasions.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { type Block, buttons, facts, heading, plainText, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { fileOf } from "../../src/reports/files.ts";
import type { Sheet } from "../../src/reports/sheet.ts";

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

/** As many messages of a kind as are read at once; the file has all of them. */
const FIRST = 3;

/** How many messages of each kind are next, the first few as they would read now, and a file with all. */
async function preview(env: Env): Promise<Reply> {
  const [deployment, all] = await Promise.all([env.stores.deployment.get(), env.upcoming()]);
  const live = deployment?.liveAt !== undefined;
  const sent = all.filter((one): one is Sent => typeof one.words !== "string");
  // Once messages go out, only those that will be sent are listed.
  const unsent = live ? [] : all.filter(({ words }) => typeof words === "string");
  const kinds = [...new Set(sent.map(({ label }) => label))];
  const counts = kinds.map((label) => ({ label, value: String(sent.filter((one) => one.label === label).length) }));
  return reply(
    heading(live ? "Messages go out when they fall due" : "Nothing goes out yet"),
    text(`${sent.length} ${sent.length === 1 ? "message" : "messages"} would be next.`),
    ...(counts.length === 0 ? [] : [facts(...counts)]),
    ...(unsent.length === 0 ? [] : [text(`${unsent.length} more would not be sent: ${reasons(unsent)}.`)]),
    buttons({
      label: live ? "Hold messages back" : "Let messages go out",
      command: "admin golive",
      values: { change: live ? "hold" : "start" },
      tone: "primary",
    }),
    ...kinds.flatMap((label) =>
      sent
        .filter((one) => one.label === label)
        .slice(0, FIRST)
        .flatMap((one) => shown(one, env)),
    ),
    ...(sent.length === 0
      ? []
      : [await fileOf(sheetOf(sent, env), "csv", "messages", "Every message that would be next")]),
  );
}

type Sent = Upcoming & { words: Reply };

const whenOf = ({ dueAt }: Upcoming, { city }: Env) =>
  printInstant(Temporal.Instant.fromEpochMilliseconds(dueAt), city);

const shown = (one: Sent, env: Env): Block[] => [
  heading(`${one.label} · ${whenOf(one, env)} · to ${one.to}`),
  text(plainText(one.words)),
];

const reasons = (unsent: readonly Upcoming[]): string =>
  [...new Set(unsent.map(({ words }) => String(words)))].join("; ");

const sheetOf = (sent: readonly Sent[], env: Env): Sheet => ({
  name: "messages",
  columns: ["when", "kind", "to", "message"],
  rows: sent.map((one) => [whenOf(one, env), one.label, one.to, plainText(one.words)]),
});
