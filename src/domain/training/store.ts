import type { PersonName, Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Listed, Listing } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";
import type { Participation } from "./participation.ts";
import type { TierTraining } from "./trained.ts";
import type { TrainingTotals } from "./training-totals.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    training: TrainingStore;
  }
}

/** One logging of training, as entered. Counts are totals that include the named people of that audience. */
export interface TrainingEntry {
  course: string;
  heldOn: IsoDate;
  department: string;
  /** Person ids. */
  people: readonly number[];
  employees: number | undefined;
  contractors: number | undefined;
  unsplit: number | undefined;
  note: string | undefined;
  /** The person said that this is another session than the one on record for the same course, day and department. */
  anotherSession?: boolean;
}

/** A record as it stands: the newest version, or the one that was undone. */
export interface TrainingRecord extends TrainingEntry {
  id: string;
  version: number;
  state: "live" | "undone";
  author: number;
  authorName: string;
  /** Milliseconds since 1970. */
  recordedAt: number;
  /** Attendance of the record, named people included, by audience. */
  totals: { employees: number; contractors: number; unsplit: number };
  named: readonly PersonName[];
  /** Everyone on record for the same session so far, this record included. */
  sessionTotal: number;
}

export type RecordOutcome =
  | { outcome: "recorded"; record: TrainingRecord; alreadyRecorded: PersonName[] }
  /** All of it was on record before. */
  | { outcome: "already-recorded"; record: TrainingRecord; alreadyRecorded: PersonName[] }
  /** The same course, day, department and counts: another session, or the same again? */
  | { outcome: "same-counts"; record: TrainingRecord };

export type ChangeOutcome =
  | { outcome: "changed" | "unchanged"; before: TrainingRecord; record: TrainingRecord }
  | { outcome: "conflict"; with: TrainingRecord };

export interface TrainingStore {
  record(entry: TrainingEntry, write: Write): Promise<RecordOutcome>;
  /** Voids the live version and appends `entry` as the next one. `version` is the one the person saw. */
  correct(id: string, entry: TrainingEntry, reason: string | undefined, write: Write): Promise<ChangeOutcome>;
  undo(id: string, reason: string | undefined, write: Write): Promise<ChangeOutcome>;
  restore(id: string, write: Write): Promise<ChangeOutcome>;
  /** Takes the writer's own name off a record, and tells its author. */
  disown(id: string, write: Write): Promise<ChangeOutcome>;
  get(id: string): Promise<TrainingRecord | undefined>;
  page(asked: Listing): Promise<Listed<TrainingRecord>>;
  /** Live records, newest first. */
  sessions(filter: SessionFilter): Promise<TrainingRecord[]>;
  /** Live named attendance of one person, newest first. */
  attendedBy(person: number): Promise<Attendance[]>;
  /** Who of these departments (all when undefined) is trained in which mandatory course on that day. */
  due(department: string | undefined, on: IsoDate): Promise<DueRow[]>;
  /** Totals per department from the rollup; a department without a row has reported nothing. */
  totals(start: IsoDate, end: IsoDate): Promise<TrainingTotals[]>;
  /** How many of each tier hold their mandatory courses on that day. */
  trained(department: string | undefined, on: IsoDate): Promise<TierTraining[]>;
  /** What was counted is kept for a day; whoever asks again counts again. */
  purgeCounts(): Promise<void>;
  /** Who took part in one department in a period, and who of it can use the toolkit today. */
  participation(department: string, start: IsoDate, end: IsoDate, today: IsoDate): Promise<Participation>;
}

export interface SessionFilter {
  department: string | undefined;
  course: string | undefined;
  /** Only what this person recorded. */
  author?: number | undefined;
  start: IsoDate;
  end: IsoDate;
  limit: number;
}

export interface Attendance {
  record: string;
  course: string;
  heldOn: IsoDate;
  department: string;
}

/** One person and one course that is mandatory for their tier and not held on that day. */
export interface DueRow {
  person: PersonName;
  tier: Tier;
  course: string;
  /** The last attendance, when it is no longer valid; undefined when there never was one. */
  lastHeldOn: IsoDate | undefined;
}
