import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    holds: HoldStore;
    recordRequests: RecordRequestStore;
  }
}

/** What a hold keeps, or a request is about. */
export const COVERS = ["person", "department", "record", "period"] as const;
export type Covers = (typeof COVERS)[number];

/** `value`: an e-mail address or employee id, a department's code, a record's number, a period's id. */
interface Covered {
  covers: Covers;
  value: string;
}

/** A reason to keep records past their time: a records request, a lawsuit. */
export interface HoldEntry extends Covered {
  because: string;
  fromOn: IsoDate;
  endedOn: IsoDate | undefined;
  /** The request that opened it. */
  request: string | undefined;
}

export interface Hold extends HoldEntry, Recorded {
  authorName: string;
}

/** HO-2026-0001. */
export const HOLDS = {
  prefix: "HO",
  noun: "hold",
  plural: "holds",
  audited: ["covers", "value", "because", "fromOn", "endedOn", "request"],
  ownWords: ["because"],
  hidden: ["value"],
} as const satisfies KindName<keyof Hold>;

export type HoldStore = RecordStore<HoldEntry, Hold>;

/** Somebody asked for records. */
export interface RecordRequestEntry extends Covered {
  askedBy: string | undefined;
  receivedOn: IsoDate;
  /** SHA-256 of the package that was made, hexadecimal. */
  hash: string | undefined;
}

export interface RecordRequest extends RecordRequestEntry, Recorded {
  authorName: string;
}

/** RQ-2026-0001. */
export const RECORD_REQUESTS = {
  prefix: "RQ",
  noun: "records request",
  plural: "records requests",
  trail: "request",
  audited: ["covers", "value", "askedBy", "receivedOn", "hash"],
  hidden: ["value", "askedBy"],
} as const satisfies KindName<keyof RecordRequest>;

export interface RecordRequestStore extends RecordStore<RecordRequestEntry, RecordRequest> {
  /** Keeps the SHA-256 of the package that was made for it. */
  packaged(id: string, hash: string, write: Write): Promise<unknown>;
}
