import type { Claim, DeliveryStore } from "../core/deliveries/deliveries.ts";

/** Claimed ahead, so that one look at the database serves several messages. */
const BATCH = 8;

/** Claims for all lanes together. */
export class Queue {
  readonly #store: DeliveryStore;
  readonly #leaseMs: number;
  readonly #claimed: Claim[] = [];
  #looking: Promise<void> | undefined;

  constructor(store: DeliveryStore, leaseMs: number) {
    this.#store = store;
    this.#leaseMs = leaseMs;
  }

  async next(): Promise<Claim | undefined> {
    if (this.#claimed.length === 0) {
      this.#looking ??= this.#look();
      await this.#looking;
    }
    return this.#claimed.shift();
  }

  putBack(claim: Claim): void {
    this.#claimed.push(claim);
  }

  /** To whoever looks next. */
  giveBack(): Promise<void> {
    return this.#store.release(this.#claimed.splice(0));
  }

  async #look(): Promise<void> {
    try {
      this.#claimed.push(...(await this.#store.claim(BATCH, this.#leaseMs)));
    } finally {
      this.#looking = undefined;
    }
  }
}
