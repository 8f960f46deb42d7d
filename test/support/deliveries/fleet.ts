import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
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

const PROGRAMS = ["worker-process", "clock-process"] as const;
type Program = (typeof PROGRAMS)[number];

const inProject = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

let bundle: Promise<string> | undefined;

/** Where the programs are, bundled: read from their sources, each start would take four seconds of processor. */
async function programs(): Promise<string> {
  // One folder below the root, as the bundle is: the program finds its data from there.
  const outdir = inProject(`.replicas-${process.pid}`);
  process.once("exit", () => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints: PROGRAMS.map((name) => inProject(`test/support/deliveries/${name}.ts`)),
    outdir,
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return outdir;
}

/** One process that sends, as a replica would. */
export class Replica {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(order: Order, program: Program = "worker-process"): Promise<Replica> {
    bundle ??= programs();
    const child = spawn(process.execPath, [join(await bundle, `${program}.js`), JSON.stringify(order)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const replica = new Replica(child);
    await Promise.race([once(child.stdout ?? child, "data"), replica.gone()]);
    return replica;
  }

  /** Something on its standard input: what it waits for. */
  tell(): void {
    this.#child.stdin?.write("now\n");
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
