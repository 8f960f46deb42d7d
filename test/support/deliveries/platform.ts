import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { Address, FindResult, Messenger, Pace, SendResult } from "../../../src/core/deliveries/deliveries.ts";
import { plainText } from "../../../src/core/reply/reply.ts";

/** What the platform does with one call. `before` and `after` say whether it had taken the message by then. */
export type Fault = "rate limited" | "500 before" | "500 after" | "reset after" | "hang before" | "hang after" | "gone";

/** How a platform behaves; the same in every process that talks to it. */
export interface Manners {
  seed: number;
  /** Of 100 calls, how many go wrong. */
  faultsIn100: number;
  /** Whether it tells if a message is there. */
  findable: boolean;
  pace: Pace;
  /** How long it takes over a message. */
  slowMs?: number;
}

export interface Received {
  delivery: string;
  place: string;
  words: string;
  /** Milliseconds since 1970, on the platform's own clock. */
  at: number;
}

/**
 * A platform that keeps what it received in tables of its own, as a real one would: it outlives the processes that send,
 * can be asked for a message by its delivery, and fails on command.
 */
export class FakePlatform {
  readonly #sql: postgres.Sql;

  constructor(url: string) {
    this.#sql = postgres(url, { max: 6, onnotice: () => {} });
  }

  async found(): Promise<void> {
    await this.#sql`create schema platform`;
    await this
      .#sql`create table platform.messages (n bigint generated always as identity, delivery text, place text, words text, at timestamptz default clock_timestamp())`;
    await this.#sql`create index on platform.messages (delivery)`;
    await this.#sql`create table platform.calls (words text primary key, calls int)`;
  }

  messenger(manners: Manners): Messenger {
    return {
      platform: "slack",
      pace: manners.pace,
      send: async (message, signal) => {
        const words = plainText(message.reply);
        const fault = await this.#receive(message.delivery, message.address, words, manners);
        if (manners.slowMs !== undefined) await sleep(manners.slowMs);
        return answer(fault, message.delivery, signal);
      },
      update: async (_message, ref) => ({ state: "sent", ref }),
      find: async ({ delivery }) => this.#find(delivery, manners),
    };
  }

  async received(): Promise<Received[]> {
    const rows = await this.#sql<Received[]>`
      select delivery, place, words, (extract(epoch from at) * 1000)::float8 as at from platform.messages order by at`;
    return [...rows];
  }

  /** Asserts that every expected message was received once, and no other. */
  async close(expected: readonly string[]): Promise<void> {
    const received = (await this.received()).map(({ words }) => words);
    await this.leave();
    const twice = received.filter((words, at) => received.indexOf(words) !== at);
    const missing = expected.filter((words) => !received.includes(words));
    const unexpected = received.filter((words) => !expected.includes(words));
    if (twice.length + missing.length + unexpected.length === 0) return;
    throw new Error(`twice: ${twice.join()}; missing: ${missing.join()}; unexpected: ${unexpected.join()}`);
  }

  async leave(): Promise<void> {
    await this.#sql.end();
  }

  /** Counts the call and takes the message at once: whoever calls may be killed at any time. */
  #receive(delivery: string, { id }: Address, words: string, manners: Manners): Promise<Fault | undefined> {
    return this.#sql.begin(async (sql) => {
      const [row] = await sql<{ calls: number }[]>`
        insert into platform.calls as c (words, calls) values (${words}, 1)
        on conflict (words) do update set calls = c.calls + 1 returning calls`;
      const fault = faultOf(words, row?.calls ?? 1, manners);
      if (fault === undefined || fault.endsWith("after"))
        await sql`insert into platform.messages (delivery, place, words) values (${delivery}, ${id}, ${words})`;
      return fault;
    });
  }

  async #find(delivery: string, { findable }: Manners): Promise<FindResult> {
    if (!findable) return { state: "unknown", reason: "this platform never tells" };
    const [row] = await this.#sql`select 1 from platform.messages where delivery = ${delivery}`;
    return row ? { state: "found", ref: { delivery } } : { state: "absent" };
  }
}

/** After this many calls for one message the platform has no more moods: a test is not to wait for hours. */
const MOODY_CALLS = 3;

const MOODS: readonly Fault[] = [
  "rate limited",
  "rate limited",
  "500 before",
  "500 before",
  "500 after",
  "500 after",
  "reset after",
  "hang before",
  "hang after",
];

/** What happens to a call follows from the seed, the message and how often it was tried; who is gone stays gone. */
function faultOf(words: string, call: number, manners: Manners): Fault | undefined {
  const { seed, faultsIn100 } = manners;
  if (isGone(words, manners)) return "gone";
  if (call > MOODY_CALLS || hash(`${seed} ${words} ${call}`) % 100 >= faultsIn100) return undefined;
  return MOODS[hash(`${seed} ${words} ${call} mood`) % MOODS.length];
}

/** One in a hundred of a moody platform's channels is archived. */
export const isGone = (words: string, { seed, faultsIn100 }: Manners): boolean =>
  faultsIn100 > 0 && hash(`${seed} ${words} gone`) % 100 === 0;

function hash(text: string): number {
  let state = 2_166_136_261;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return Math.imul(state ^ (state >>> 15), 2_246_822_519) >>> 0;
}

function answer(fault: Fault | undefined, delivery: string, signal: AbortSignal): SendResult | Promise<SendResult> {
  switch (fault) {
    case undefined:
      return { state: "sent", ref: { delivery } };
    case "rate limited":
      return { state: "retry", afterMs: 50, reason: "ratelimited" };
    case "500 before":
    case "500 after":
      return { state: "ambiguous", reason: "http 500" };
    case "reset after":
      throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    case "gone":
      return { state: "failed", reason: "is_archived" };
    default:
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve({ state: "ambiguous", reason: "aborted" }));
      });
  }
}
