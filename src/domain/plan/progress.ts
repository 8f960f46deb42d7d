import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    progress: ProgressStore;
  }
}

export const PROGRESS = ["planned", "on track", "late", "done"] as const;
export type ProgressState = (typeof PROGRESS)[number];

/** What somebody says of one action of the plan (row E23). */
export interface ProgressEntry {
  /** The action's id in the plan. */
  action: string;
  /** Whose part it is; undefined for the action as a whole. */
  department: string | undefined;
  state: ProgressState;
  note: string | undefined;
  reportedOn: IsoDate;
}

export interface Progress extends ProgressEntry {
  /** PL-2026-0004. */
  id: string;
  author: number;
  authorName: string;
  undone: boolean;
}

/** What a correction may change. */
export type ProgressChanges = Pick<ProgressEntry, "state" | "note" | "reportedOn">;

export interface ProgressStore {
  /** The same words of the same action, department and day are on record already. */
  record(entry: ProgressEntry, write: Write): Promise<{ outcome: "recorded" | "on record"; progress: Progress }>;
  correct(
    id: string,
    changes: ProgressChanges,
    reason: string | undefined,
    write: Write,
  ): Promise<"corrected" | "unchanged" | "conflict">;
  get(id: string): Promise<Progress | undefined>;
  /** The newest of each action and department up to a day. */
  latest(on: IsoDate): Promise<Progress[]>;
  /** All of one action, the newest first. */
  history(action: string): Promise<Progress[]>;
  /** Voids a record, or takes the void back. False when the same is on record again by another one. */
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<boolean>;
}
