import type { TrainingStore } from "../../domain/training/store.ts";
import type { Job } from "./scheduler.ts";

/** Counts of who is trained are kept for a day. */
export const purgeCounts = (store: Pick<TrainingStore, "purgeCounts">): Job => ({
  name: "purge-counts",
  when: "47 3 * * *",
  run: () => store.purgeCounts(),
});
