import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { openDatabase } from "../../db/client.ts";
import { createStores } from "../../db/stores/index.ts";
import type { Messenger } from "../../src/core/deliveries/deliveries.ts";
import { DeliveryWorker } from "../../src/deliveries/worker.ts";
import { copyDatabase, createTemplate } from "../support/databases.ts";
import { noteEnv, noteKind, notes } from "../support/deliveries/notes.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { type Figure, inLine, isMet } from "./scale.ts";

const COUNT = 10_000;
const ROUNDS = 5;
/** Interactive requests of a round, so many at a time. */
const REQUESTS = 600;
const IN_FLIGHT = 16;
/** How long a platform takes over a message. */
const PLATFORM_MS = 50;

/**
 * How fast messages are put into the table, and what people feel of their going out (quality.md 26): `training log` with
 * 16 in flight while nothing goes out, and while this very process sends at a platform's pace, in turns.
 */
export async function run(tell: (line: string) => void = () => {}): Promise<Figure[]> {
  const server = await startPostgres({ own: true });
  try {
    const { url } = await copyDatabase(await createTemplate(server.url));
    const database = await openDatabase({ url });
    try {
      return await measure(createStores(database), tell);
    } finally {
      await database.close();
    }
  } finally {
    await server.stop();
  }
}

async function measure(stores: Stores, tell: (line: string) => void): Promise<Figure[]> {
  const log = await officeOf(stores);
  const enqueueMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const batch = notes(COUNT).map((note) => ({ ...note, occasion: `${round} ${note.occasion}` }));
    enqueueMs.push(await timed(() => stores.deliveries.enqueue(batch)));
  }
  tell("enqueued; now people log while messages go out");
  await log(REQUESTS);
  const idle: number[] = [];
  const sending: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    idle.push(await log(REQUESTS));
    const busy = await whileSending(stores, () => log(REQUESTS));
    sending.push(busy.result);
    rates.push(busy.rate);
  }
  const told = (name: string, value: number, unit: Figure["unit"], limit?: number): Figure => ({
    name,
    value,
    unit,
    limit,
  });
  return [
    told(`${COUNT.toLocaleString("en-US")} messages enqueued`, median(enqueueMs), "ms", 2_000),
    told("training log p99, nothing going out", median(idle), "ms"),
    told("training log p99, messages going out", median(sending), "ms", 250),
    told("training log p99, going out ÷ nothing", median(sending) / median(idle), ""),
    told("messages a second meanwhile", median(rates), ""),
  ];
}

type Stores = ReturnType<typeof createStores>;

/** A department that logs: each call logs so many sessions, and answers what 99 of 100 people waited at most. */
async function officeOf(stores: Stores): Promise<(count: number) => Promise<number>> {
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
    return [...waits].sort((a, b) => a - b)[Math.floor(count * 0.99)] ?? Number.NaN;
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
    update: async (_message, ref) => ({ state: "sent", ref }),
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

async function main(): Promise<void> {
  const figures = await run(console.log);
  for (const figure of figures) console.log(inLine(figure));
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`);
  process.exitCode = figures.every(isMet) ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
