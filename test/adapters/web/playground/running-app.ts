import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { createApp } from "../../../../src/app/app.ts";
import { readConfig } from "../../../../src/config/config.ts";

/** The afternoon of the transcripts: Sat 21 Nov 2026, 14:05 in Milwaukee. */
const AFTERNOON = Temporal.Instant.from("2026-11-21T20:05:00Z");

/** The whole bot on an embedded database of its own, with the sample city, on a free port of loopback. */
export async function startRunningApp() {
  const folder = await mkdtemp(path.join(tmpdir(), "playground-"));
  const config = { ...readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent" }), port: 0 };
  const app = await createApp(config, { clock: () => AFTERNOON });
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
