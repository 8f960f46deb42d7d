import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";

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

export interface Progress extends ProgressEntry, Recorded {
  department: string | undefined;
  author: number;
  authorName: string;
}

/** PL-2026-0004. */
export const PROGRESS_RECORDS = {
  prefix: "PL",
  noun: "update of the plan",
  plural: "plan updates",
  trail: "plan",
  audited: ["action", "department", "state", "note", "reportedOn"],
  ownWords: ["note"],
} as const satisfies KindName<keyof Progress>;

export interface ProgressStore extends RecordStore<ProgressEntry, Progress> {
  /** The newest of each action and department up to a day. */
  latest(on: IsoDate): Promise<Progress[]>;
  /** All of one action, the newest first. */
  history(action: string): Promise<Progress[]>;
}
