import { rmSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { createApp } from "../../../../src/app/app.ts";
import { readConfig } from "../../../../src/config/config.ts";

/** The afternoon of the transcripts: Sat 21 Nov 2026, 14:05 in Milwaukee. */
const AFTERNOON = Temporal.Instant.from("2026-11-21T20:05:00Z");

const openIn = async (folder: string) => {
  const config = { ...readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent" }), port: 0 };
  return createApp(config, { clock: () => AFTERNOON });
};

let sample: Promise<string> | undefined;

/** Unpacking, migrating and loading takes seconds, a copy a tenth of one: each process makes the sample once. */
async function makeSample(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "playground-sample-"));
  const app = await openIn(folder);
  await app.prepare();
  await app.close();
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The whole bot on an embedded database of its own, with the sample city, on a free port of loopback. */
export async function startRunningApp() {
  sample ??= makeSample();
  const folder = await mkdtemp(path.join(tmpdir(), "playground-"));
  await cp(await sample, folder, { recursive: true });
  const app = await openIn(folder);
  const listening = await app.start();
  return {
    app,
    url: `http://127.0.0.1:${listening.port}/`,
    stop: async () => {
      await listening.stop();
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
