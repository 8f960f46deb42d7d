import type { DeliveryStore } from "../../core/deliveries/deliveries.ts";
import type { Job } from "./scheduler.ts";

/** Messages that were sent are kept for 90 days: longer than anybody asks whether one arrived. */
export const purgeDeliveries = (store: DeliveryStore): Job => ({
  name: "purge-deliveries",
  when: "37 3 * * *",
  run: () => store.purge(),
});
