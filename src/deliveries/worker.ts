import { setTimeout as sleep } from "node:timers/promises";
import type { Claim, DeliveryStore } from "../core/deliveries/deliveries.ts";
import type { MessageEnv, MessageKind } from "../core/deliveries/messages.ts";
import type { Messengers } from "./address.ts";
import { Alarm } from "./alarm.ts";
import type { Timing } from "./asking.ts";
import { type Delivering, deliver, type Outcome } from "./deliver.ts";
import { Queue } from "./queue.ts";

export interface WorkerOptions {
  store: DeliveryStore;
  kinds: readonly MessageKind[];
  messengers: Messengers;
  /** What the words are made from, at the moment of sending. */
  env(): Promise<Omit<MessageEnv, "person" | "platform">>;
  /** What came of a delivery, for the log: ids, kinds and reasons only. */
  onOutcome?(claim: Claim, outcome: Outcome): void;
  onError(error: unknown): void;
  timing?: Partial<Timing>;
  /** How often it looks for what other processes added, in milliseconds. */
  pollMs?: number;
  random?: () => number;
  before?: Delivering["before"];
}

/** Few at a time: answering people comes first. */
const LANES = 4;
const POLL_MS = 1000;
/** Between two looks of whoever waits for the last message. */
const IDLE_MS = 5;
/** A platform answers within 15 s or not at all; four lanes then never outlast a lease. */
const TIMING: Timing = { leaseMs: 60_000, answerMs: 15_000, retryMs: 5_000 };
/** What has no answer by then is left for another process to look for; two seconds are for writing that down. */
const MOST_STOPPING_MS = 8_000;
const MOST_SETTLING_MS = 10_000;

/** Sends what is due, from as many processes as there are, each message once. */
export class DeliveryWorker {
  readonly #options: WorkerOptions;
  readonly #delivering: Delivering;
  readonly #queue: Queue;
  readonly #pollMs: number;
  readonly #alarm = new Alarm();
  readonly #abort = new AbortController();
  #lanes: Promise<void>[] = [];
  #stopping = false;
  /** Messages being sent, and how often a lane found none to send. */
  #sending = 0;
  #idle = 0;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#delivering = {
      ...options,
      kinds: new Map(options.kinds.map((kind) => [kind.name, kind])),
      timing: { ...TIMING, ...options.timing },
      random: options.random ?? Math.random,
      signal: this.#abort.signal,
    };
    this.#pollMs = options.pollMs ?? POLL_MS;
    this.#queue = new Queue(options.store, this.#delivering.timing.leaseMs);
  }

  start(): void {
    if (this.#stopping || this.#lanes.length > 0) return;
    this.#lanes = Array.from({ length: LANES }, () => this.#lane());
  }

  /** Something may be due: do not wait for the next look. */
  wake(): void {
    if (!this.#stopping) this.#alarm.ring();
  }

  /** Resolves when nothing that was due by now is left to send: every lane has looked again, and found nothing. */
  async idle(): Promise<void> {
    const looks = this.#idle + 2 * LANES;
    while (this.#lanes.length > 0 && !this.#stopping && (this.#idle < looks || this.#sending > 0)) {
      this.#alarm.ring();
      await sleep(IDLE_MS);
    }
  }

  /** Claims nothing more; what is on its way may finish, within ten seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#alarm.silence();
    this.#alarm.ring();
    const giveUp = setTimeout(() => this.#abort.abort(), MOST_STOPPING_MS);
    const finished = Promise.all(this.#lanes).then(() => this.#queue.giveBack());
    await Promise.race([finished.catch(this.#options.onError), this.#alarm.sleep(MOST_SETTLING_MS)]);
    clearTimeout(giveUp);
    this.#alarm.ring();
  }

  async #lane(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#next();
      } catch (error) {
        // A database that is down comes back; anything else is told of, and no reason to stop sending.
        this.#options.onError(error);
        await this.#alarm.sleep(this.#pollMs);
      }
    }
  }

  async #send(claim: Claim): Promise<Outcome> {
    this.#sending += 1;
    try {
      return await deliver(claim, this.#delivering);
    } finally {
      this.#sending -= 1;
    }
  }

  async #next(): Promise<void> {
    const { count } = this.#alarm;
    const claim = await this.#queue.next();
    if (!claim) {
      this.#idle += 1;
      return this.#alarm.sleep(this.#pollMs, count);
    }
    if (this.#stopping) return this.#queue.putBack(claim);
    const outcome = await this.#send(claim);
    this.#options.onOutcome?.(claim, outcome);
    const dueIn = dueAgain(outcome);
    if (dueIn !== undefined) this.#alarm.ringIn(dueIn);
    // Nothing of the workspace can go out before: taking more from the table would only put it back.
    if (outcome.state === "later" && outcome.until === "workspace") await this.#alarm.sleep(outcome.waitMs);
  }
}

/** When this message is due again, as far as this process can tell. */
function dueAgain(outcome: Outcome): number | undefined {
  if (outcome.state === "later") return outcome.waitMs;
  if (outcome.state === "settled" && "afterMs" in outcome.settlement) return outcome.settlement.afterMs;
  return undefined;
}
