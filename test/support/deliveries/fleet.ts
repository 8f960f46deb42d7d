import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Timing } from "../../../src/deliveries/asking.ts";
import type { Manners } from "./platform.ts";

/** What a worker process is told. */
export interface Order {
  url: string;
  manners: Manners;
  timing: Timing;
  /** It ends itself, as with kill -9, before it takes this step for the nth time. */
  dieBefore?: { step: "begin" | "send" | "settle"; nth: number };
}

const fileOf = (program: string) => fileURLToPath(new URL(`${program}.ts`, import.meta.url));

/** One process that sends, as a replica would. */
export class Replica {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** `program` is the file it runs, of those beside this one. */
  static async start(order: Order, program = "worker-process"): Promise<Replica> {
    const child = spawn(process.execPath, ["--import", "tsx", fileOf(program), JSON.stringify(order)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const replica = new Replica(child);
    await Promise.race([once(child.stdout ?? child, "data"), replica.gone()]);
    return replica;
  }

  /** Resolves once it has ended, with its exit code, or the signal that ended it. */
  async gone(): Promise<number | string | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, "exit");
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  /** kill -9 */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.gone();
  }

  /** SIGTERM; resolves with how long it took, in milliseconds. */
  async stop(): Promise<number> {
    const askedAt = performance.now();
    this.#child.kill("SIGTERM");
    await this.gone();
    return performance.now() - askedAt;
  }
}
