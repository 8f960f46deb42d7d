/** What a process needs before it can answer: whoever comes earlier waits for it, within reason. */
export class Opening {
  #open = false;
  readonly #waiting = new Set<() => void>();

  open(): void {
    this.#open = true;
    for (const go of this.#waiting) go();
  }

  /** Resolves when it is open, or after so many milliseconds. */
  async within(ms: number): Promise<void> {
    if (this.#open || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => go(), ms);
      const go = () => {
        clearTimeout(timer);
        this.#waiting.delete(go);
        resolve();
      };
      this.#waiting.add(go);
    });
  }
}

/** Slack waits three seconds for an answer, Teams for longer: after this both are told to come again. */
export const MOST_HELD_MS = 2_500;
