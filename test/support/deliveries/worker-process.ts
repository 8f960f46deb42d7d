// A process that sends deliveries to the fake platform, until it is told to stop or ends itself at the point it was told.
import { openDatabase } from "../../../db/client.ts";
import { createStores } from "../../../db/stores/index.ts";
import { DeliveryWorker } from "../../../src/deliveries/worker.ts";
import type { Order } from "./fleet.ts";
import { noteEnv, noteKind } from "./notes.ts";
import { FakePlatform } from "./platform.ts";

const { url, manners, timing, dieBefore } = JSON.parse(process.argv[2] ?? "{}") as Order;
const database = await openDatabase({ url });
const stores = createStores(database);
const platform = new FakePlatform(url);
let steps = 0;

const worker = new DeliveryWorker({
  store: stores.deliveries,
  kinds: [noteKind],
  messengers: { slack: platform.messenger(manners) },
  env: () => noteEnv(stores),
  timing,
  onError: (error) => console.error(error),
  before: (step) => {
    if (step !== dieBefore?.step) return;
    steps += 1;
    if (steps === dieBefore.nth) process.kill(process.pid, "SIGKILL");
  },
});

process.once("SIGTERM", async () => {
  await worker.stop();
  await database.close();
  await platform.leave();
  process.exit(0);
});

worker.start();
console.log("started");
