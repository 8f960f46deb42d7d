import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, rowsOf } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import type { DeliveryStore, Messenger, SendResult } from "../../src/core/deliveries/deliveries.ts";
import { DatabaseDown } from "../../src/core/request/errors.ts";
import { DeliveryWorker, type WorkerOptions } from "../../src/deliveries/worker.ts";
import { freshDatabase } from "../support/databases.ts";
import { noteEnv, noteKind, notes } from "../support/deliveries/notes.ts";

let database: Database;
let stores: Stores;
let drop: () => Promise<void>;
const workers: DeliveryWorker[] = [];

beforeAll(async () => {
  const own = await freshDatabase();
  database = await openDatabase({ url: own.url });
  stores = createStores(database);
  drop = own.drop;
});
afterAll(async () => {
  await database.close();
  await drop();
});
beforeEach(() => rowsOf(database.orm, sql`truncate deliveries, rate_limits`));
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.stop())));

/** Longer than any test waits. */
const NEVER_MS = 600_000;

const messengerThat = (send: Messenger["send"], pace = { place: 0, tenant: 0 }): Messenger => ({
  platform: "slack",
  pace,
  send,
  find: async () => ({ state: "absent" }),
  update: async (_message, ref) => ({ state: "sent", ref }),
});
const taking: Messenger["send"] = async ({ delivery }) => ({ state: "sent", ref: { delivery } });

function workerWith(messenger: Messenger, more: Partial<WorkerOptions> = {}): DeliveryWorker {
  const worker = new DeliveryWorker({
    store: stores.deliveries,
    kinds: [noteKind],
    messengers: { slack: messenger },
    env: () => noteEnv(stores),
    onError: (error) => {
      throw error;
    },
    ...more,
  });
  workers.push(worker);
  return worker;
}

async function states(): Promise<Record<string, number>> {
  const rows = await rowsOf<{ state: string; count: number }>(
    database.orm,
    sql`select state, count(*)::int as count from deliveries group by state`,
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

const untilSent = (count: number) => expect.poll(states, { timeout: 20_000 }).toEqual({ sent: count });

test("what is there when it starts is sent", async () => {
  await stores.deliveries.enqueue(notes(20));
  workerWith(messengerThat(taking)).start();

  await untilSent(20);
});

test("what another process adds is found within a second or so", async () => {
  workerWith(messengerThat(taking)).start();
  await sleep(300);
  const addedAt = performance.now();
  await stores.deliveries.enqueue(notes(1));

  await untilSent(1);
  expect(performance.now() - addedAt).toBeLessThan(5_000);
});

test("a write in the same process wakes it", async () => {
  const claim = vi.fn(stores.deliveries.claim);
  const worker = workerWith(messengerThat(taking), { store: { ...stores.deliveries, claim }, pollMs: NEVER_MS });
  worker.start();
  await expect.poll(() => claim.mock.settledResults.length, { timeout: 10_000 }).toBeGreaterThan(0);
  await stores.deliveries.enqueue(notes(1));
  worker.wake();

  await untilSent(1);
});

test("a write while it looks is not slept through", async () => {
  const worker = workerWith(messengerThat(taking), {
    pollMs: NEVER_MS,
    store: {
      ...stores.deliveries,
      claim: async (...asked) => {
        const claims = await stores.deliveries.claim(...asked);
        if (
          claims.length === 0 &&
          (await states()).pending === undefined &&
          (await stores.deliveries.enqueue(notes(1))) > 0
        )
          worker.wake();
        return claims;
      },
    },
  });
  worker.start();

  await untilSent(1);
});

test("no more than four are on their way at once", async () => {
  await stores.deliveries.enqueue(notes(40));
  let now = 0;
  let most = 0;
  const counting: Messenger["send"] = async (message, signal) => {
    now += 1;
    most = Math.max(most, now);
    await sleep(10);
    now -= 1;
    return taking(message, signal);
  };
  workerWith(messengerThat(counting)).start();

  await untilSent(40);
  expect(most).toBe(4);
});

test("a retry is made when it is due, not at the next look", async () => {
  await stores.deliveries.enqueue(notes(1));
  const answers: SendResult[] = [{ state: "retry", afterMs: 100, reason: "ratelimited" }];
  const sentAt: number[] = [];
  const send: Messenger["send"] = async (message, signal) => {
    sentAt.push(performance.now());
    return answers.shift() ?? taking(message, signal);
  };
  workerWith(messengerThat(send), { random: () => 0, pollMs: NEVER_MS }).start();

  await untilSent(1);
  expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThanOrEqual(99);
});

test("a database that is down is waited for", async () => {
  await stores.deliveries.enqueue(notes(3));
  let down = 2;
  const claim: DeliveryStore["claim"] = async (...asked) => {
    down -= 1;
    if (down >= 0) throw new DatabaseDown("the database cannot be reached");
    return stores.deliveries.claim(...asked);
  };
  const errors: unknown[] = [];
  const store = { ...stores.deliveries, claim };
  workerWith(messengerThat(taking), { store, onError: (error) => errors.push(error) }).start();

  await untilSent(3);
  expect(errors.length).toBeGreaterThan(0);
});

test("asked to stop, it finishes what is on its way, gives back the rest, and takes nothing more", async () => {
  await stores.deliveries.enqueue(notes(30));
  const sending: (() => void)[] = [];
  const slow: Messenger["send"] = (message, signal) =>
    new Promise((resolve) => {
      sending.push(() => resolve(taking(message, signal)));
    });
  const worker = workerWith(messengerThat(slow));
  worker.start();
  await expect.poll(() => sending.length, { timeout: 10_000 }).toBe(4);

  const stopped = worker.stop();
  for (const finish of sending) finish();
  await stopped;

  expect(await states()).toEqual({ sent: 4, pending: 26 });
  const claims = await stores.deliveries.claim(30, 60_000);
  expect(claims).toHaveLength(26);
  expect(claims.every(({ attempts, doubtful }) => attempts === 1 && !doubtful)).toBe(true);
});

test("asked to stop while the platform hangs, it is gone within ten seconds, and the message is looked for later", async () => {
  await stores.deliveries.enqueue(notes(1));
  let hanging = false;
  const hang: Messenger["send"] = () => {
    hanging = true;
    return new Promise(() => {});
  };
  const worker = workerWith(messengerThat(hang));
  worker.start();
  await expect.poll(() => hanging, { timeout: 10_000 }).toBe(true);
  const askedAt = performance.now();
  await worker.stop();

  expect(performance.now() - askedAt).toBeLessThan(10_500);
  expect(await states()).toEqual({ sending: 1 });
});

test("it cannot be started again once it was stopped", async () => {
  const worker = workerWith(messengerThat(taking));
  await worker.stop();
  worker.start();
  await stores.deliveries.enqueue(notes(1));
  worker.wake();
  await sleep(200);

  expect(await states()).toEqual({ pending: 1 });
});
