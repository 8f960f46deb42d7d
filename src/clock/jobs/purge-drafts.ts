import type { DraftStore } from "../../core/deliveries/kept.ts";
import type { Job } from "./scheduler.ts";

/** Long values of buttons and forms are kept for 30 days; an older button says that it is from an older version. */
export const purgeDrafts = (store: DraftStore): Job => ({
  name: "purge-drafts",
  when: "27 3 * * *",
  run: () => store.purge(),
});
