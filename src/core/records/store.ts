import type { IsoDate } from "../places/city.ts";
import type { Write } from "../request/write.ts";

/** What a list can be ordered by, each in an index: its day, its number, its department and in it the newest first. */
export const SORTS = ["newest", "oldest", "number", "-number", "department"] as const;
export type Sort = (typeof SORTS)[number];

/** Which records a list is of. */
export interface Listing {
  /** Undefined: of every department, and of the city as a whole. */
  departments: readonly string[] | undefined;
  /** Days, both included, that the records are about; undefined: of any time. */
  start?: IsoDate | undefined;
  end?: IsoDate | undefined;
  /** Only of this sort, where a kind has several: the meetings among engagements. */
  subkind?: string | undefined;
  /** Only what came from, or is about, this other record. */
  of?: string | undefined;
  /** Only what this person put on record. */
  author?: number | undefined;
  /** The last record of the page before. */
  after?: string | undefined;
  limit: number;
  /** With those that were undone. */
  undone?: boolean;
  /** In place of the kind's own order. */
  sort?: Sort | undefined;
  /** How many are counted at most: a total beyond it says only that there are more. */
  countTo?: number;
}

/** One page of a list: how many there are in all, and after which record the next page begins. */
export interface Listed<One> {
  records: readonly One[];
  total: number;
  next: string | undefined;
}

/** Two records of a kind that say the same would be one: the index that says so decides, also between two who write at once. */
export interface Outcome<One> {
  outcome: "recorded" | "on record";
  record: One;
}

export type Corrected = "corrected" | "unchanged" | "conflict";

/** How records of a kind are kept: `Entry` is what is recorded, `One` a record as it is read. */
export interface RecordStore<Entry, One> {
  record(entry: Entry, write: Write): Promise<Outcome<One>>;
  /** "conflict" when another record says that already. */
  correct(id: string, changes: Partial<Entry>, reason: string | undefined, write: Write): Promise<Corrected>;
  /** False when it may not be put back: the same is on record again by another one. */
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<boolean>;
  get(id: string): Promise<One | undefined>;
  page(asked: Listing): Promise<Listed<One>>;
}

/** What a store must do for its kind; a `RecordStore` does it all. */
export type Keeping<One> = Pick<RecordStore<never, One>, "get" | "page" | "setUndone">;
