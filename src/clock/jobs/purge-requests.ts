import type { DeploymentStore } from "../../core/places/deployment.ts";
import type { Job } from "./scheduler.ts";

/** Request ids are kept for seven days: no platform delivers a request again after that. */
export const purgeRequests = (store: DeploymentStore): Job => ({
  name: "purge-requests",
  when: "17 3 * * *",
  run: () => store.purgeRequests(),
});
