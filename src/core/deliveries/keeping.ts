import { type Reply, reply, text } from "../reply/reply.ts";
import type { Request } from "../request/request.ts";
import type { Answers, Asker, Promised } from "./answers.ts";

/** A promise must be made before the platform gives up; a database that takes longer than that promises nothing. */
const PROMISING_MS = 300;

interface KeepingOf {
  answers: Answers;
  /** By what the request is known when it comes again, and whose it is. */
  id: string;
  asker: Asker;
  onFault(error: unknown): void;
}

/** One answer under way, and what stands in the database for it in case this process ends before it is given. */
export class Keeping {
  readonly #of: KeepingOf;
  #request: Request | undefined;
  #promised: Promised | undefined;

  constructor(of: KeepingOf) {
    this.#of = of;
  }

  /** From now on it is known what was asked. */
  about(request: Request): void {
    this.#request = request;
  }

  /** Before somebody is told to wait, or a platform that all is well; false where that cannot be promised. */
  async promise(): Promise<boolean> {
    if (this.#promised) return true;
    const kept = this.#request ? { request: this.#request } : { reply: UNKNOWN };
    const promising = this.#of.answers.promise(this.#of.id, kept, this.#of.asker).then(
      (made) => {
        this.#promised = made;
        return true;
      },
      (error: unknown) => {
        this.#of.onFault(error);
        return false;
      },
    );
    return Promise.race([promising, new Promise<false>((resolve) => setTimeout(resolve, PROMISING_MS, false))]);
  }

  /** Whether this process is to answer a message that others may have been sent, too. Without a database two answers are better than none. */
  async claim(request: Request): Promise<boolean> {
    try {
      const claimed = await this.#of.answers.claim(request);
      if (claimed) this.#promised = claimed;
      return claimed !== undefined;
    } catch (error) {
      this.#of.onFault(error);
      return true;
    }
  }

  /** Whether it is still this process that answers, after whoever asked was told to wait. */
  async isOurs(): Promise<boolean> {
    return (await this.#promised?.hold().catch(this.#of.onFault)) ?? true;
  }

  /** It was given, or handed over. */
  async kept(): Promise<void> {
    await this.#promised?.kept();
  }
}

/** What is said where a process ended before it knew who asked. */
const UNKNOWN: Reply = reply(
  text("I was stopped before I could look at what you asked. Nothing was saved: please ask again."),
);
