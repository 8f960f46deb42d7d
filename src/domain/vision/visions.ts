import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    visions: VisionStore;
  }
}

/** Row A5. `under review`: a newer draft than the version in force. A department without any row has none. */
export type VisionStatus = "none" | "draft" | "adopted" | "under review";

/** One version of a department's vision statement. */
export interface Vision extends Recorded {
  department: string;
  /** 1 for the first, and one more with every draft. */
  version: number;
  text: string;
  /** Ids of the plan's goals that it serves (row A6). */
  goals: readonly string[];
  draftedOn: IsoDate;
  adoptedOn: IsoDate | undefined;
  /** Who adopted it, in words. */
  adoptedBy: string | undefined;
  /** It was adopted, and that was taken back. */
  adoptionUndone: boolean;
  author: number;
  authorName: string;
}

/** VS-2026-0004. */
export const VISIONS = {
  prefix: "VS",
  noun: "vision statement",
  plural: "visions",
  trail: "vision",
  audited: ["department", "version", "text", "goals", "draftedOn", "adoptedOn", "adoptedBy"],
  ownWords: ["text", "adoptedBy"],
} as const satisfies KindName<keyof Vision>;

/** Where a department stands on a day; a department that never drafted one is not there. */
export interface VisionStanding {
  department: string;
  status: VisionStatus;
  /** The newest version by that day: what proves the status. */
  id: string;
  version: number;
  draftedOn: IsoDate;
  /** The version in force: adopted by that day. */
  adoptedId: string | undefined;
  adoptedOn: IsoDate | undefined;
  goals: readonly string[];
}

export interface Adoption {
  on: IsoDate;
  by: string | undefined;
}

export type VisionOutcome<Outcome extends string> = { outcome: Outcome; vision: Vision } | { outcome: "none" };

/** What a correction may change. */
export interface VisionChanges {
  text: string;
  goals: readonly string[];
  adoptedOn: IsoDate | undefined;
  adoptedBy: string | undefined;
}

/** Of an adopted version the adoption is taken back first, then the draft; put back in the opposite order. */
export interface VisionStore extends Omit<RecordStore<VisionChanges, Vision>, "record"> {
  /** Adds a version; the same words as the newest are on record already. */
  draft(
    department: string,
    text: string,
    on: IsoDate,
    write: Write,
  ): Promise<{ outcome: "drafted" | "on record"; vision: Vision }>;
  /** Adopts the newest draft. `too early`: the version in force, which is returned, was adopted after that day. */
  adopt(
    department: string,
    adoption: Adoption,
    write: Write,
  ): Promise<VisionOutcome<"adopted" | "adopted before" | "too early">>;
  /** Adds goals to the newest version. */
  link(department: string, goals: readonly string[], write: Write): Promise<VisionOutcome<"linked" | "unchanged">>;
  /** Every version that is not undone, the newest first. */
  versions(department: string): Promise<Vision[]>;
  current(on: IsoDate): Promise<VisionStanding[]>;
}

/** By the newest version and the day the one in force was adopted. */
export function visionStatus(newest: { adopted: boolean } | undefined, inForce: boolean): VisionStatus {
  if (!newest) return "none";
  if (newest.adopted) return "adopted";
  return inForce ? "under review" : "draft";
}
