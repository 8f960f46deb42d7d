// A process that looks at the clock and sends what is due to the fake platform, until it is told to stop or ends itself.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { messageKinds } from "../../../commands/messages.ts";
import { createApp } from "../../../src/app/app.ts";
import { readConfig } from "../../../src/config/config.ts";
import { DeliveryWorker } from "../../../src/deliveries/worker.ts";
import { messageEnvOf } from "../mailbox.ts";
import type { Order } from "./fleet.ts";
import { FakePlatform } from "./platform.ts";

export interface ClockOrder extends Order {
  /** The time it is in the city. */
  at: string;
}

const { url, manners, timing, dieBefore, at } = JSON.parse(process.argv[2] ?? "{}") as ClockOrder;
const now = Temporal.Instant.from(at);
const config = readConfig({ DATABASE_URL: url, PLAN: "milwaukee", LOG_LEVEL: "silent" });
const app = await createApp(config, { clock: () => now });
const platform = new FakePlatform(url);
const state = { steps: 0, stopping: false };

const worker = new DeliveryWorker({
  store: app.stores.deliveries,
  kinds: messageKinds,
  messengers: { slack: platform.messenger(manners) },
  env: messageEnvOf(app),
  timing,
  onError: (error) => console.error(error),
  before: (step) => {
    if (step !== dieBefore?.step) return;
    state.steps += 1;
    if (state.steps === dieBefore.nth) process.kill(process.pid, "SIGKILL");
  },
});

process.once("SIGTERM", () => {
  state.stopping = true;
});

await app.readiness();
console.log("started");
// All of them look at once.
await once(process.stdin, "data");
process.stdin.unref();
worker.start();
while (!state.stopping) {
  await app.runJobs("quarterly-nudge");
  worker.wake();
  await sleep(500);
}
await worker.stop();
await app.close();
await platform.leave();
