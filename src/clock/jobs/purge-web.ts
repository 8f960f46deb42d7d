import type { WebStore } from "../../core/people/web.ts";
import type { Job } from "./scheduler.ts";

/** Links and sessions by which people signed in to the pages are forgotten once they are of no more use. */
export const purgeWeb = (store: Pick<WebStore, "purge">): Job => ({
  name: "purge-web",
  when: "37 3 * * *",
  run: () => store.purge(),
});
