import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    leaves: LeaveStore;
  }
}

/** Somebody who would leave with too many others at once. */
export interface HeldLeave {
  /** In the order in which they were held. */
  number: number;
  /** What they came with: a file's hash, or the directory. */
  batch: string;
  /** The file's name. */
  file: string;
  line: number | undefined;
  person: number;
  name: string;
  /** E-mail address, else another key. */
  email: string;
  department: string | undefined;
  leftOn: IsoDate;
}

/** Which of those who wait: a batch up to the last that was shown, or some people. */
export type WhichLeaves = { batch: string; upTo: number } | { people: readonly number[] };

/** `at` names the decision, for taking it back. `gone`: who has left anyway meanwhile. */
export type LeavesDecided =
  | { outcome: "decided"; count: number; gone: number; at: number }
  | { outcome: "last administrator" }
  | { outcome: "nobody waits" };

export interface LeaveStore {
  /** Who waits on a day, by batch. */
  waiting(on: IsoDate): Promise<HeldLeave[]>;
  decide(which: WhichLeaves, decision: "left" | "stayed", write: Write): Promise<LeavesDecided>;
  /** Takes a decision back: how many wait again. */
  reopen(at: number, write: Write): Promise<number>;
}
