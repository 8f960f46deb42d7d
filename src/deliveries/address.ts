import type { Address, DeliveryStore, Messenger, Recipient } from "../core/deliveries/deliveries.ts";
import type { Person } from "../core/people/person.ts";
import type { PeopleStore } from "../core/people/store.ts";
import type { Platform } from "../core/request/request.ts";

export type Messengers = Partial<Record<Platform, Messenger>>;

/** Where a message goes, and whom it is for; or why it goes nowhere. */
export type Target =
  | { state: "reached"; address: Address; person: Person | undefined }
  | { state: "skipped" | "failed" | "waits"; reason: string };

interface Lookup {
  deliveries: Pick<DeliveryStore, "reach">;
  people: Pick<PeopleStore, "byId">;
  messengers: Messengers;
  today: string;
}

export async function targetOf(recipient: Recipient, lookup: Lookup): Promise<Target> {
  const [kind, ...rest] = recipient.split(":");
  if (kind === "person") return personTarget(Number(rest[0]), lookup);
  const [platform = "", tenant = "", ...id] = rest;
  const messenger = lookup.messengers[platform as Platform];
  if (!messenger) return { state: "failed", reason: `${platform} is not connected` };
  return {
    state: "reached",
    person: undefined,
    address: { platform: messenger.platform, tenant, to: kind === "user" ? "person" : "place", id: id.join(":") },
  };
}

async function personTarget(id: number, { deliveries, people, messengers, today }: Lookup): Promise<Target> {
  const reach = await deliveries.reach(id);
  const [person] = await people.byId([reach.person], today);
  if (!person) return { state: "failed", reason: "is not on record" };
  if (person.leftOn !== undefined && person.leftOn <= today) return { state: "skipped", reason: "has left the city" };
  const ways = [...reach.addresses.flatMap((one) => whole(one, messengers)), ...byEmail(person, messengers)];
  const address = ways.find(({ platform }) => messengers[platform]?.lost?.() === undefined) ?? ways[0];
  if (!address) return lookedUp(person, messengers);
  return { state: "reached", person, address };
}

/** Nothing for a platform that is not connected; an imported user id is given its tenant, where that is certain. */
function whole(address: Address, messengers: Messengers): Address[] {
  const messenger = messengers[address.platform];
  if (!messenger) return [];
  return [address.tenant === "" ? { ...address, tenant: messenger.tenant?.() ?? "" } : address];
}

/** Whom no platform has shown yet is asked for. */
async function lookedUp(person: Person, messengers: Messengers): Promise<Target> {
  const asked = Object.values(messengers).map((messenger) => messenger.lookUp?.(person.email));
  const found = await Promise.all(asked);
  const [address] = found.flatMap((one) => (one === undefined || one === "unsure" ? [] : [one]));
  if (address) return { state: "reached", person, address };
  return found.includes("unsure") ? { state: "waits", reason: "directory_unread" } : unreached(messengers);
}

/** A platform that is not there just now may know them. */
function unreached(messengers: Messengers): Target {
  const lost = Object.values(messengers).flatMap((messenger) => messenger.lost?.() ?? [])[0];
  return lost === undefined
    ? { state: "failed", reason: "has no Slack, Teams or playground identity" }
    : { state: "waits", reason: lost };
}

const byEmail = ({ email }: Person, messengers: Messengers): Address[] =>
  Object.values(messengers).flatMap((messenger) => messenger.addressOf?.(email) ?? []);
