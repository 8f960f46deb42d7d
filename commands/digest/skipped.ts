import { Temporal } from "temporal-polyfill";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import type { PastOccasion } from "../../src/core/deliveries/occasions.ts";
import { text } from "../../src/core/reply/reply.ts";
import { howMany } from "../../src/core/reply/words.ts";
import { type DigestSection, startOf } from "./section.ts";

const MOST_SKIPPED = 20;

/** What fell due and was not sent. */
export const skipped: DigestSection = async ({ since }, env) => {
  // A digest that was missed is no news in the next one; what is decided this morning is told once, next week.
  const all = (await env.stores.occasions.skipped(Temporal.Instant.fromEpochMilliseconds(startOf(since, env)))).filter(
    ({ job, decidedAt }) => job !== "weekly-digest" && decidedAt < startOf(env.today, env),
  );
  if (all.length === 0) return undefined;
  const lines = grouped(all, env);
  const more = lines.length - MOST_SKIPPED;
  const shown = lines.slice(0, MOST_SKIPPED).map((line) => `- ${line}`);
  return {
    blocks: [text(["Fell due and was not sent:", ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"))],
    note: `Not sent: ${howMany(all.length, "message")} that fell due.`,
    button: { label: "Messages not sent…", command: "status deliveries", values: {} },
    news: true,
  };
};

/** Those that say the same but for their department are one line: "Quarterly nudge of 20 departments, 2026-Q4: late". */
function grouped(all: readonly PastOccasion[], env: MessageEnv): string[] {
  const groups = new Map<string, PastOccasion[]>();
  for (const one of all) {
    const key = [one.job, one.occasion, one.reason, env.catalog.department(one.subject) ? "" : one.subject].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [inWords(first, others.length + 1, env)] : []));
}

function inWords(
  { job, subject, occasion, reason }: PastOccasion,
  count: number,
  { catalog, city }: MessageEnv,
): string {
  const words = job.replaceAll("-", " ");
  const whose = count > 1 ? howMany(count, city.words.department) : departmentName(catalog, subject);
  const of = catalog.department(subject) ? ` of ${whose}` : "";
  return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}${of}, ${occasion}: ${reason ?? "no reason was kept"}`;
}
