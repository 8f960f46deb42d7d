/** Later than that, the poll is soon enough. */
const MOST_AHEAD_MS = 60_000;

/** Sleep that ends early when there is something to do. */
export class Alarm {
  readonly #sleepers = new Set<() => void>();
  readonly #rings = new Set<NodeJS.Timeout>();

  /** How often it rang: what rings while somebody looks is not slept through. */
  count = 0;

  ring(): void {
    this.count += 1;
    for (const wake of this.#sleepers) wake();
  }

  ringIn(ms: number): void {
    if (ms > MOST_AHEAD_MS) return;
    const timer = setTimeout(() => {
      this.#rings.delete(timer);
      this.ring();
    }, ms);
    this.#rings.add(timer);
  }

  /** Forgets what was to ring. */
  silence(): void {
    for (const timer of this.#rings) clearTimeout(timer);
    this.#rings.clear();
  }

  /** Not at all when it rang since `count` was read. */
  sleep(ms: number, count = this.count): Promise<void> {
    if (count !== this.count) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#sleepers.add(wake);
    });
  }
}
