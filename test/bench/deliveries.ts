import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../../db/client.ts";
import { createStores } from "../../db/stores/index.ts";
import type { Messenger } from "../../src/core/deliveries.ts";
import { DeliveryWorker } from "../../src/deliveries/worker.ts";
import { copyDatabase, createTemplate, type DatabaseSource, dropDatabase } from "../support/databases.ts";
import { noteEnv, noteKind, notes } from "../support/deliveries/notes.ts";
import { startPostgres } from "../support/postgres-server.ts";

const COUNT = 10_000;
const ROUNDS = 5;
/** Interactive requests of a round, so many at a time. */
const REQUESTS = 600;
const IN_FLIGHT = 16;
/** How long a platform takes over a message. */
const PLATFORM_MS = 50;

export interface DeliveryFigures {
  /** Milliseconds for 10,000 messages, the median of five. */
  enqueueMs: number;
  /** `training log` with 16 in flight, milliseconds: medians of five alternating rounds. */
  idle: { p50: number; p99: number };
  sending: { p50: number; p99: number };
  /** Messages a second that went out meanwhile. */
  sentPerSecond: number;
}

/** How fast messages are put into the table, and what people feel of their going out (quality.md 26). */
export async function benchDeliveries(source: DatabaseSource): Promise<DeliveryFigures> {
  const own = await copyDatabase(source);
  const database = await openDatabase({ url: own.url });
  const stores = createStores(database);
  const log = await officeOf(stores);
  const enqueueMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const batch = notes(COUNT).map((note) => ({ ...note, occasion: `${round} ${note.occasion}` }));
    enqueueMs.push(await timed(() => stores.deliveries.enqueue(batch)));
  }
  await log(REQUESTS);
  const idle: Percentiles[] = [];
  const sending: Percentiles[] = [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    idle.push(await log(REQUESTS));
    const busy = await whileSending(stores, () => log(REQUESTS));
    sending.push(busy.result);
    rates.push(busy.rate);
  }
  await database.close();
  await own.drop();
  return {
    enqueueMs: median(enqueueMs),
    idle: medians(idle),
    sending: medians(sending),
    sentPerSecond: median(rates),
  };
}

type Stores = ReturnType<typeof createStores>;

interface Percentiles {
  p50: number;
  p99: number;
}

/** A department that logs: each call logs so many sessions, and answers how long people waited. */
async function officeOf(stores: Stores): Promise<(count: number) => Promise<Percentiles>> {
  const write = () => ({ actor: 0, request: randomUUID(), year: 2026 });
  const department = { code: "DPW", name: "Public Works", aliases: [], serviceArea: undefined };
  await stores.catalog.saveDepartment(department, write());
  await stores.catalog.saveCourse(
    {
      code: "ARA101",
      title: "Anti-Racism 101",
      program: "other",
      mandatoryFor: [],
      aliases: [],
      validMonths: undefined,
    },
    write(),
  );
  let logged = 0;
  const one = async (): Promise<number> => {
    logged += 1;
    const entry = {
      course: "ARA101",
      heldOn: day(logged),
      department: "DPW",
      people: [],
      employees: 1 + (logged % 5_000),
    };
    return timed(() =>
      stores.training.record(
        { ...entry, contractors: undefined, unsplit: undefined, note: undefined, anotherSession: true },
        write(),
      ),
    );
  };
  return async (count) => {
    const waits: number[] = [];
    const lane = async () => {
      while (waits.length < count) waits.push(await one());
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
    return percentiles(waits);
  };
}

const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + (n % 2_000))).toISOString().slice(0, 10);

/** Runs the work while messages go out of this very process, as fast as its four lanes can. */
async function whileSending<T>(stores: Stores, work: () => Promise<T>): Promise<{ result: T; rate: number }> {
  let sent = 0;
  const slack: Messenger = {
    platform: "slack",
    pace: { place: 1_000, tenant: 20 },
    send: async ({ delivery }) => {
      await sleep(PLATFORM_MS);
      sent += 1;
      return { state: "sent", ref: { delivery } };
    },
    find: async () => ({ state: "absent" }),
  };
  const worker = new DeliveryWorker({
    store: stores.deliveries,
    kinds: [noteKind],
    messengers: { slack },
    env: () => noteEnv(stores),
    onError: (error) => {
      throw error;
    },
  });
  worker.start();
  while (sent < 20) await sleep(10);
  const [sentBefore, startedAt] = [sent, performance.now()];
  const result = await work();
  const rate = ((sent - sentBefore) / (performance.now() - startedAt)) * 1000;
  await worker.stop();
  return { result, rate };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

const medians = (all: readonly Percentiles[]): Percentiles => ({
  p50: median(all.map(({ p50 }) => p50)),
  p99: median(all.map(({ p99 }) => p99)),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startPostgres();
  const source = await createTemplate(server.url);
  console.log(await benchDeliveries(source));
  await dropDatabase(server.url, source.template);
  await server.stop();
}
