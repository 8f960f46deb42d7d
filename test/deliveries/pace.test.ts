import { expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { deliveryStore } from "../../db/stores/deliveries/index.ts";
import { freshDatabase } from "../support/databases.ts";
import { Replica } from "../support/deliveries/fleet.ts";
import { notes, wordsOf } from "../support/deliveries/notes.ts";
import { FakePlatform, type Manners, type Received } from "../support/deliveries/platform.ts";
import { SHORT } from "../support/deliveries/scenario.ts";

const polite: Manners = { seed: 385, faultsIn100: 0, findable: true, pace: { place: 0, tenant: 0 } };

/**
 * On a busy machine one message is late and the next is not, so two may be too near. Two processes that did not know of
 * each other would be too fast by half of the whole time, which is more than twice this.
 */
const LATE_MS = 1_500;

/** Two processes send notes to so many places; what the platform received, and when. */
async function received(count: number, places: number, manners: Manners): Promise<Received[]> {
  const own = await freshDatabase();
  const database = await openDatabase({ url: own.url });
  const platform = new FakePlatform(own.url);
  await platform.found();
  const order = { url: own.url, manners, timing: SHORT };
  const replicas = await Promise.all([Replica.start(order), Replica.start(order)]);
  await deliveryStore(database).enqueue(notes(count, places));
  await receives(platform, (total) => expect(total).toBe(count));
  const all = await platform.received();
  const tookMs = await Promise.all(replicas.map((replica) => replica.stop()));
  for (const took of tookMs) expect(took).toBeLessThan(10_500);
  await platform.close(notes(count).map((_, note) => wordsOf(note)));
  await database.close();
  await own.drop();
  return all;
}

/** Not `expect.poll`, which does not know its test where several run at once. */
const receives = (platform: FakePlatform, check: (total: number) => void) =>
  vi.waitFor(async () => check((await platform.received()).length), { timeout: 60_000, interval: 200 });

/** In any stretch of time there are no more messages than turns. */
function expectPace(messages: readonly Received[], paceMs: number): void {
  for (const [at, first] of messages.entries())
    for (const [more, last] of messages.slice(at + 1).entries())
      expect(last.at - first.at).toBeGreaterThan((more + 1) * paceMs - LATE_MS);
}

test.concurrent("two processes together keep the pace of a place", { timeout: 90_000 }, async () => {
  const messages = await received(24, 2, { ...polite, pace: { place: 600, tenant: 0 } });

  for (const place of ["C0", "C1"])
    expectPace(
      messages.filter((one) => one.place === place),
      600,
    );
});

test.concurrent("two processes together keep the pace of the workspace", { timeout: 90_000 }, async () => {
  expectPace(await received(80, 80, { ...polite, pace: { place: 0, tenant: 100 } }), 100);
});

test.concurrent("SIGTERM while messages go out ends the process within ten seconds and loses nothing", {
  timeout: 90_000,
}, async () => {
  const own = await freshDatabase();
  const database = await openDatabase({ url: own.url });
  const store = deliveryStore(database);
  const platform = new FakePlatform(own.url);
  await platform.found();
  await store.enqueue(notes(60));
  const order = { url: own.url, manners: { ...polite, slowMs: 300 }, timing: SHORT };
  const first = await Replica.start(order);
  await receives(platform, (total) => expect(total).toBeGreaterThan(5));

  expect(await first.stop()).toBeLessThan(10_000);

  // Nothing is left in doubt, and nobody has to wait for a lease.
  const left = await store.claim(60, 60_000);
  const taken = (await platform.received()).length;
  expect(left.filter(({ doubtful }) => doubtful)).toEqual([]);
  expect(left.length + taken).toBe(60);
  await store.release(left);
  const second = await Replica.start(order);
  await receives(platform, (total) => expect(total).toBe(60));
  await second.stop();
  await platform.close(notes(60).map((_, note) => wordsOf(note)));
  await database.close();
  await own.drop();
});
