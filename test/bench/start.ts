import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createOffice, until } from "../adapters/teams/teams-town.ts";
import { bundled, startBot } from "../soak/bot.ts";
import { copyDatabase } from "../support/databases.ts";
import { type Bench, inMs, median, RUNS, whole } from "./lib.ts";

/** Row 27 of quality.md, the part of it that is there: the bundle from its start until it answers "ready". */
export const startToReady: Bench = {
  name: "start",
  title: "Start to ready, and memory",
  async run({ source }) {
    const bundle = await bundled();
    const start = (environment: Record<string, string>) => startOnce(bundle, environment);
    const own = await copyDatabase(source);
    const kept = await mkdtemp(join(tmpdir(), "equity-assistant-start-"));
    const fresh: Start[] = [];
    const existing: Start[] = [];
    const server: Start[] = [];
    const teams: Start[] = [];
    const office = await createOffice();
    await start({ DATA_DIR: kept });
    for (let run = 0; run < RUNS; run += 1) {
      const empty = await mkdtemp(join(tmpdir(), "equity-assistant-start-"));
      fresh.push(await start({ DATA_DIR: empty }));
      await rm(empty, { recursive: true });
      existing.push(await start({ DATA_DIR: kept }));
      server.push(await start({ DATABASE_URL: own.url, PLAN: "milwaukee", PLAYGROUND: "on" }));
      teams.push(await start({ DATABASE_URL: own.url, PLAN: "milwaukee", ...office.environment }));
    }
    await rm(kept, { recursive: true });
    await own.drop();
    await office.microsoft.close();
    return {
      about: "The bundle, from the start of the process until `/readyz` answers 200; memory right after that.",
      columns: ["", "ready after", "RSS"],
      rows: [
        row("embedded, an existing directory", existing),
        row("embedded, an empty directory, with the sample city", fresh),
        row("a server", server),
        row("a server, with Microsoft Teams", teams),
      ],
      floors: [
        {
          what: "ready on an existing embedded database",
          measured: median(existing.map(({ ms }) => ms)),
          atMost: 1_500,
          unit: " ms",
        },
      ],
    };
  },
};

interface Start {
  ms: number;
  megabytes: number;
}

const row = (name: string, starts: readonly Start[]) => [
  name,
  inMs(median(starts.map(({ ms }) => ms))),
  `${whole(median(starts.map(({ megabytes }) => megabytes)))} MB`,
];

async function startOnce(bundle: string, environment: Record<string, string>): Promise<Start> {
  const startedAt = performance.now();
  const bot = await startBot(bundle, environment);
  await until(async () => (await fetch(`http://127.0.0.1:${bot.port}/readyz`)).ok);
  const ms = performance.now() - startedAt;
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(bot.pid)]);
  await bot.stop();
  return { ms, megabytes: Number(stdout) / 1024 };
}
