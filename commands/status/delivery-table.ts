import { Temporal } from "temporal-polyfill";
import { printInstant } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type OpenDelivery, toPerson, toPlace, type Waiting } from "../../src/core/deliveries/deliveries.ts";
import type { Purpose } from "../../src/core/places/places.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import type { Platform } from "../../src/core/request/request.ts";
import { reasonWords } from "./reasons.ts";

type Environment = Pick<Env, "stores" | "today" | "catalog" | "city"> & Partial<Pick<Env, "describePlace">>;

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
  return { kind: "table", caption: "Messages that did not arrive, or may not have", columns, rows, list: true };
}

/** People by their names, and channels by what they are for. */
async function namesOf(deliveries: readonly OpenDelivery[], env: Environment): Promise<Map<string, string>> {
  const ids = deliveries.flatMap(({ recipient }) =>
    recipient.startsWith("person:") ? [Number(recipient.slice(7))] : [],
  );
  const people = ids.length === 0 ? [] : await env.stores.people.byId([...new Set(ids)], env.today);
  const places = await env.stores.places.all();
  const bound = new Map(
    places.map(({ purpose, place }) => [toPlace(place), `channel of ${purposeName(purpose, env)}`]),
  );
  return new Map<string, string>([
    ...people.map(({ id, name }) => [toPerson(id), name] as const),
    ...bound,
    ...(await accountNames(deliveries, env)),
    ...(await placeNames(
      deliveries.filter(({ recipient }) => !bound.has(recipient)),
      env,
    )),
  ]);
}

/** Whoever bears a platform's user id, "user:slack:T1:U1", where they are on record. */
async function accountNames(deliveries: readonly OpenDelivery[], { stores, today }: Environment) {
  const accounts = partsOf(deliveries, "user");
  const people =
    accounts.length === 0
      ? []
      : await stores.people.named(
          accounts.map(({ id }) => id.toLowerCase()),
          today,
        );
  return accounts.flatMap(({ recipient, id }) => {
    const known = people.find(({ handles }) => handles.includes(id));
    return known ? [[recipient, known.name] as const] : [];
  });
}

/** A channel that is bound to nothing is called as its platform calls it, where that says it. */
async function placeNames(deliveries: readonly OpenDelivery[], { describePlace }: Environment) {
  const named = partsOf(deliveries, "place").map(async ({ recipient, platform, tenant, id }) => {
    const info = await describePlace?.({ platform, tenant, id, kind: "channel" })?.catch(() => undefined);
    return info?.name === undefined ? [] : [[recipient, info.name] as const];
  });
  return (await Promise.all(named)).flat();
}

function partsOf(deliveries: readonly OpenDelivery[], wanted: "user" | "place") {
  return [...new Set(deliveries.map(({ recipient }) => recipient))].flatMap((recipient) => {
    const [kind, platform, tenant = "", ...id] = recipient.split(":");
    return kind === wanted ? [{ recipient, platform: platform as Platform, tenant, id: id.join(":") }] : [];
  });
}

function purposeName(purpose: Purpose, { catalog }: Environment): string {
  const code = purpose.startsWith("department:") ? purpose.slice("department:".length) : undefined;
  return code === undefined ? `the ${purpose}` : departmentName(catalog, code);
}

/** Nobody says what it is called. */
function strangeName(recipient: string): string {
  if (recipient.startsWith("place:")) return `channel ${recipient.split(":").slice(3).join(":")}`;
  return recipient.startsWith("user:") ? "somebody not on record" : "somebody no longer on record";
}
