import type { Department } from "../catalog/catalog.ts";
import type { Write } from "../request/write.ts";

export interface Deployment {
  plan: string;
  sample: boolean;
  demoOff: boolean;
  /** When the messages of the clock were let out, in milliseconds since 1970; undefined before that. */
  liveAt: number | undefined;
}

export interface DeploymentStore {
  get(): Promise<Deployment | undefined>;
  /** Binds the database to a plan for good; a database without departments takes the plan's. */
  bind(plan: string, departments: readonly Department[]): Promise<void>;
  setSample(sample: boolean): Promise<void>;
  /** Lets the messages of the clock go out from then on, or holds them back again. */
  setLive(liveAt: number | undefined, write: Write): Promise<"changed" | "unchanged">;
  /** Nobody is on record, nothing is recorded, and nothing was ever imported or set up. */
  isEmpty(): Promise<boolean>;
  /** After a backup was put back: what was on its way is listed and not sent again, and the clock is silent. Returns how many. */
  restored(write: Write): Promise<number>;
  /** Empties every table, and turns the sample city off for good. */
  reset(): Promise<void>;
  ping(): Promise<void>;
  /** What time it is by the database's own clock, in milliseconds since 1970. */
  now(): Promise<number>;
  /** Whether every migration of this program is applied. */
  migrated(): Promise<boolean>;
  /** Whether the answer to this request is still to be posted: true once, whichever process asks. */
  claimAnswer(request: string): Promise<boolean>;
  purgeRequests(): Promise<void>;
  /** Cells of the rollup that differ from the records, as "department month course audience: rollup 3, records 4". */
  rollupDifferences(repair: boolean): Promise<string[]>;
}
