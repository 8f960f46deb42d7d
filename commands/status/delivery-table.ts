import { Temporal } from "temporal-polyfill";
import { printInstant } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import type { Env } from "../../src/core/command.ts";
import type { OpenDelivery, Waiting } from "../../src/core/deliveries.ts";
import { type Block, text } from "../../src/core/reply.ts";
import { reasonWords } from "./reasons.ts";

type Environment = Pick<Env, "stores" | "today" | "catalog" | "city">;

/** What is tried again by itself, and why it has not gone out yet. */
export const waitsInWords = (waiting: readonly Waiting[]): Block[] =>
  waiting.map(({ reason, count }) =>
    text(
      `${count === 1 ? "1 message waits" : `${count} messages wait`}, and will go out by itself: ${reasonWords(reason)}.`,
    ),
  );

/** `labelOf` says what an officer calls a kind of message. */
export async function deliveryTable(
  deliveries: readonly OpenDelivery[],
  labelOf: (kind: string) => string,
  env: Environment,
): Promise<Block> {
  const names = await namesOf(deliveries, env);
  const columns = ["No.", "Message", "To", "What happened", "When"].map((label) => ({ label }));
  const rows = deliveries.map((one, at) => [
    String(at + 1),
    labelOf(one.kind),
    names.get(one.recipient) ?? placeName(one.recipient, env),
    `${one.state === "failed" ? "Not delivered" : "May have arrived"}: ${reasonWords(one.reason)}`,
    printInstant(Temporal.Instant.fromEpochMilliseconds(Math.round(one.settledAt)), env.city),
  ]);
  return { kind: "table", caption: "Messages that did not arrive, or may not have", columns, rows };
}

async function namesOf(deliveries: readonly OpenDelivery[], env: Environment): Promise<Map<string, string>> {
  const ids = deliveries.flatMap(({ recipient }) =>
    recipient.startsWith("person:") ? [Number(recipient.slice(7))] : [],
  );
  const people = ids.length === 0 ? [] : await env.stores.people.byId([...new Set(ids)], env.today);
  return new Map(people.map(({ id, name }) => [`person:${id}`, name]));
}

/** A department's channel by its name; anything else as the platform calls it. */
function placeName(recipient: string, { catalog }: Environment): string {
  const id = recipient.split(":").slice(3).join(":");
  return recipient.startsWith("place:") ? `channel of ${departmentName(catalog, id)}` : "somebody no longer on record";
}
