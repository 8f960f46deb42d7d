/** The newest that are remembered: Slack gives an event up after five minutes. */
const MOST = 5_000;

/** Runs the work of one name once; who comes later waits for the same. */
export class Once {
  readonly #runs = new Map<string, Promise<void>>();

  run(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.#runs.get(name);
    if (before) return before;
    const run = work();
    this.#runs.set(name, run);
    // What failed may be tried again.
    run.catch(() => this.#runs.delete(name));
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > MOST && oldest !== undefined) this.#runs.delete(oldest);
    return run;
  }
}
