import { rm } from "node:fs/promises";
import { embeddedSample, openEmbedded } from "../../../support/embedded-sample.ts";

/** The whole bot on an embedded database of its own, with the sample city, on a free port of loopback. */
export async function startRunningApp() {
  const folder = await embeddedSample();
  const app = await openEmbedded(folder);
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
