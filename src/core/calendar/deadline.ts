/** Does something unless it is cleared in time, and knows whether it did. */
export class Deadline {
  over = false;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(ms: number, whenOver: () => void) {
    this.#timer = setTimeout(() => {
      this.over = true;
      whenOver();
    }, ms);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
