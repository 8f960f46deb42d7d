import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { openDatabase } from "../../../db/client.ts";
import { deliveryStore } from "../../../db/stores/deliveries/index.ts";
import type { NewDelivery } from "../../../src/core/deliveries/deliveries.ts";
import type { Timing } from "../../../src/deliveries/asking.ts";
import { type Order, Replica } from "./fleet.ts";
import { wordsOf } from "./notes.ts";
import { FakePlatform, type Manners, type Received } from "./platform.ts";

/** Short enough for a test, long enough for a machine that is busy with others. */
export const SHORT: Timing = { leaseMs: 5_000, answerMs: 1_500, retryMs: 200 };

export interface Scenario {
  deliveries: readonly NewDelivery[];
  manners: Manners;
  /** One process for each, which ends itself there and is started again without. */
  deaths: readonly (Order["dieBefore"] | undefined)[];
  /** Kills one of them at each of these shares of the work, 0 to 1. */
  randomKills?: readonly number[];
}

export interface Ending {
  /** Note → what the table says became of it. */
  states: Map<string, { state: string; reason: string | null }>;
  /** To be closed, with what it should have received. */
  platform: FakePlatform;
  received: Received[];
  /** Replicas that ended by kill -9. */
  killed: number;
}

/** Several processes send everything, some of them dying on the way, until nothing is left to do. */
export async function play(url: string, { deliveries, manners, deaths, randomKills = [] }: Scenario): Promise<Ending> {
  const platform = new FakePlatform(url);
  await platform.found();
  await enqueueAll(url, deliveries);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const fleet = new Fleet({ url, manners, timing: SHORT });
  await Promise.all(deaths.map((dieBefore) => fleet.launch(dieBefore)));
  const kills = [...randomKills];
  for (;;) {
    const left = await unsettled(sql);
    if (left === 0) break;
    const done = 1 - left / deliveries.length;
    if (kills[0] !== undefined && done >= kills[0]) {
      kills.shift();
      await fleet.killOne();
    }
    await sleep(50);
  }
  await fleet.stop();
  const ending = { states: await statesIn(sql), platform, received: await platform.received(), killed: fleet.killed };
  await sql.end();
  return ending;
}

/** Replicas; one that dies is replaced, as an orchestrator would. */
class Fleet {
  killed = 0;
  readonly #order: Omit<Order, "dieBefore">;
  readonly #replicas = new Set<Replica>();
  #starting: Promise<unknown>[] = [];
  #stopping = false;

  constructor(order: Omit<Order, "dieBefore">) {
    this.#order = order;
  }

  async launch(dieBefore?: Order["dieBefore"]): Promise<void> {
    const replica = await Replica.start({ ...this.#order, ...(dieBefore ? { dieBefore } : {}) });
    this.#replicas.add(replica);
    void replica.gone().then((how) => {
      this.#replicas.delete(replica);
      if (how !== "SIGKILL") return;
      this.killed += 1;
      if (!this.#stopping) this.#starting.push(this.launch());
    });
  }

  async killOne(): Promise<void> {
    const [any] = this.#replicas;
    await any?.kill();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    while (this.#starting.length > 0) await Promise.all(this.#starting.splice(0));
    await Promise.all([...this.#replicas].map((replica) => replica.stop()));
  }
}

async function enqueueAll(url: string, deliveries: readonly NewDelivery[]): Promise<void> {
  const database = await openDatabase({ url });
  await deliveryStore(database).enqueue(deliveries);
  await database.close();
}

async function unsettled(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<
    { left: number }[]
  >`select count(*)::int as left from deliveries where state in ('pending', 'sending')`;
  return row?.left ?? 0;
}

async function statesIn(sql: postgres.Sql): Promise<Ending["states"]> {
  const rows = await sql<{ note: number; state: string; reason: string | null }[]>`
    select (data->>'note')::int as note, state, reason from deliveries`;
  return new Map(rows.map(({ note, state, reason }) => [wordsOf(note), { state, reason }]));
}

/** What became of each note, beside how often the platform received it: "sent, received 1" → how many. */
export function tally({ states, received }: Ending): Record<string, number> {
  const times = new Map<string, number>();
  for (const { words } of received) times.set(words, (times.get(words) ?? 0) + 1);
  const tallied: Record<string, number> = {};
  const fates = [...states].map(([words, { state }]) => `${state}, received ${times.get(words) ?? 0}`);
  const strangers = received.filter(({ words }) => !states.has(words)).map(() => "never asked for");
  for (const fate of [...fates, ...strangers]) tallied[fate] = (tallied[fate] ?? 0) + 1;
  return tallied;
}
