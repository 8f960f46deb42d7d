/** The newest that are remembered. */
const MOST = 5_000;

/** How often something came and could not be answered: a platform sends it again, but not for ever. */
export class Patience {
  readonly #times = new Map<string, number>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts this time, too. */
  isOut(name: string): boolean {
    const times = (this.#times.get(name) ?? 0) + 1;
    this.#times.set(name, times);
    const [oldest] = this.#times.keys();
    if (this.#times.size > MOST && oldest !== undefined) this.#times.delete(oldest);
    return times >= this.#most;
  }
}
