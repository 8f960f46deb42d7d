import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { type App, createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { sharedFolder } from "./databases.ts";
import { AFTERNOON } from "./town.ts";

/** The whole bot in the afternoon of the transcripts on the embedded database of a folder, on a free port of loopback. */
export function openEmbedded(folder: string, env: Record<string, string> = {}): Promise<App> {
  const config = { ...readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", ...env }), port: 0 };
  return createApp(config, { clock: () => Temporal.Instant.from(AFTERNOON) });
}

/** A new folder with an embedded database that holds the sample city. Unpacking, migrating and loading takes seconds, a copy a tenth of one. */
export async function embeddedSample(): Promise<string> {
  const whole = await sharedFolder("embedded-sample", async (draft) => {
    const app = await openEmbedded(draft);
    await app.prepare();
    await app.close();
  });
  const folder = await mkdtemp(path.join(tmpdir(), "embedded-sample-"));
  await cp(whole, folder, { recursive: true });
  return folder;
}
