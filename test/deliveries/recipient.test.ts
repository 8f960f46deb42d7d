import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Address,
  type Messenger,
  type Recipient,
  toPerson,
  toPlace,
} from "../../src/core/deliveries/deliveries.ts";
import { type Messengers, targetOf } from "../../src/deliveries/address.ts";
import { createTown, emailOf, type Town } from "../support/town.ts";

const TODAY = "2026-11-21";

let town: Town;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const connected = (platform: Messenger["platform"], more: Partial<Messenger> = {}): Messenger => ({
  platform,
  pace: { place: 0, tenant: 0 },
  send: () => Promise.reject(new Error("nothing is sent here")),
  find: () => Promise.reject(new Error("nothing is looked for here")),
  update: () => Promise.reject(new Error("nothing is edited here")),
  ...more,
});
const slack: Messengers = { slack: connected("slack") };
const playground: Messengers = {
  web: connected("web", {
    addressOf: (email): Address => ({ platform: "web", tenant: "playground", to: "person", id: email }),
  }),
};

async function idOf(who: string): Promise<number> {
  const [person] = await town.app.stores.people.byEmail([emailOf(who)], TODAY);
  if (!person) throw new Error(`${who} is not there`);
  return person.id;
}

const target = (recipient: Recipient, messengers: Messengers) =>
  targetOf(recipient, {
    deliveries: town.app.stores.deliveries,
    people: town.app.stores.people,
    messengers,
    today: TODAY,
  });

const identify = (person: number, platform: string, userId: string) =>
  town.rows(
    `insert into identities (platform, tenant, user_id, person) values ('${platform}', 'T1', '${userId}', ${person})`,
  );

test("in the playground everybody is reached by e-mail", async () => {
  expect(await target(toPerson(await idOf("bo.chen")), playground)).toMatchObject({
    state: "reached",
    address: { platform: "web", to: "person", id: emailOf("bo.chen") },
    person: { name: "Bo Chen" },
  });
});

test("who has no identity on a connected platform is not reached, and the reason says so", async () => {
  expect(await target(toPerson(await idOf("bo.chen")), slack)).toEqual({
    state: "failed",
    reason: "has no Slack, Teams or playground identity",
  });
});

test("a person is reached where they are known, on a platform that is connected", async () => {
  const lee = await idOf("lee.nakamura");
  await identify(lee, "teams", "29:lee");
  await identify(lee, "slack", "U1LEE");

  expect(await target(toPerson(lee), slack)).toMatchObject({
    address: { platform: "slack", tenant: "T1", to: "person", id: "U1LEE" },
  });
});

test("who may be known on a platform that is not there just now is waited for", async () => {
  const starting = { slack: connected("slack", { lost: () => "not_installed" }) };
  expect(await target(toPerson(await idOf("patrick.oneil")), starting)).toEqual({
    state: "waits",
    reason: "not_installed",
  });
});

test("a platform that refuses everything is passed over, where there is another", async () => {
  const nadia = await idOf("nadia.rahman");
  await identify(nadia, "slack", "U1NADIA");
  const refusing = { slack: connected("slack", { lost: () => "token_revoked" }) };

  expect(await target(toPerson(nadia), { ...slack, ...playground })).toMatchObject({ address: { platform: "slack" } });
  expect(await target(toPerson(nadia), { ...refusing, ...playground })).toMatchObject({ address: { platform: "web" } });
  expect(await target(toPerson(nadia), refusing)).toMatchObject({ address: { platform: "slack" } });
});

test("who has left the city is told nothing", async () => {
  const gone = await idOf("priya.venkat");
  await town.rows(`update people set left_on = '2026-11-01' where id = ${gone}`);

  expect(await target(toPerson(gone), playground)).toEqual({ state: "skipped", reason: "has left the city" });
});

test("who turned out to be somebody else on record is reached as that person", async () => {
  const [from, into] = [await idOf("tou.xiong"), await idOf("ana.torres")];
  await town.rows(`update people set merged_into = ${into} where id = ${from}`);

  expect(await target(toPerson(from), playground)).toMatchObject({
    person: { id: into },
    address: { id: emailOf("ana.torres") },
  });
});

test("somebody nobody has on record is not reached", async () => {
  expect(await target(toPerson(999_999), playground)).toEqual({ state: "failed", reason: "is not on record" });
});

test("a place is its platform's, whatever its id looks like", async () => {
  const channel = { platform: "slack", tenant: "T1", id: "19:meeting@thread.v2", kind: "channel" } as const;

  expect(await target(toPlace(channel), slack)).toMatchObject({
    address: { platform: "slack", tenant: "T1", to: "place", id: "19:meeting@thread.v2" },
  });
});
