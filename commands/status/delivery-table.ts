import { Temporal } from "temporal-polyfill";
import { printInstant } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type OpenDelivery, toPerson, toPlace, type Waiting } from "../../src/core/deliveries/deliveries.ts";
import type { Purpose } from "../../src/core/places/places.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
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
    names.get(one.recipient) ?? strangeName(one.recipient),
    `${one.state === "failed" ? "Not delivered" : "May have arrived"}: ${reasonWords(one.reason)}`,
    printInstant(Temporal.Instant.fromEpochMilliseconds(Math.round(one.settledAt)), env.city),
  ]);
  return { kind: "table", caption: "Messages that did not arrive, or may not have", columns, rows };
}

/** People by their names, and channels by what they are for. */
async function namesOf(deliveries: readonly OpenDelivery[], env: Environment): Promise<Map<string, string>> {
  const ids = deliveries.flatMap(({ recipient }) =>
    recipient.startsWith("person:") ? [Number(recipient.slice(7))] : [],
  );
  const people = ids.length === 0 ? [] : await env.stores.people.byId([...new Set(ids)], env.today);
  const places = await env.stores.places.all();
  return new Map<string, string>([
    ...people.map(({ id, name }) => [toPerson(id), name] as const),
    ...places.map(({ purpose, place }) => [toPlace(place), `channel of ${purposeName(purpose, env)}`] as const),
  ]);
}

function purposeName(purpose: Purpose, { catalog }: Environment): string {
  const code = purpose.startsWith("department:") ? purpose.slice("department:".length) : undefined;
  return code === undefined ? `the ${purpose}` : departmentName(catalog, code);
}

/** A channel that is bound to nothing any more is called as the platform calls it. */
const strangeName = (recipient: string): string =>
  recipient.startsWith("place:")
    ? `channel ${recipient.split(":").slice(3).join(":")}`
    : "somebody no longer on record";
