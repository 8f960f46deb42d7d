import type { IsoDate } from "./city.ts";
import type { PersonName } from "./person.ts";
import type { Write } from "./write.ts";

/** One kind of engagement: all of them share one record. */
interface EngagementKind {
  value: string;
  label: string;
  /** What such a thing is called in a sentence; the same words are its title when it has no other. */
  words: RegExp;
}

/** Every kind there is. A new one is a line here; its field, its form, its records and its list follow. */
export const ENGAGEMENT_KINDS = [
  {
    value: "activity",
    label: "Activity",
    words:
      /\b(?:lunch(?:\s*-\s*|\s+)(?:and|&|n)(?:\s*-\s*|\s+)learns?|brown[- ]bags?|book (?:club|circle)s?|film (?:screening|night)s?|listening (?:session|circle)s?|(?:racial )?equity (?:activity|activities|event|fair|day|week|walk|circle)|community (?:circle|conversation|dialogue)s?|heritage (?:celebration|month|day)s?|potlucks?|speaker series|activity|activities)\b/,
  },
] as const satisfies readonly EngagementKind[];

/** Row A4: what ambassadors help to lead and support. */
export const ACTIVITY = "activity";

/** One logging of an engagement, as entered. A count that was not given is not known, which is not zero. */
export interface EngagementEntry {
  kind: string;
  heldOn: IsoDate;
  department: string;
  title: string;
  /** Ids of the people who led it. */
  ledBy: readonly number[];
  partner: string | undefined;
  languages: readonly string[];
  employees: number | undefined;
  contractors: number | undefined;
  residents: number | undefined;
  note: string | undefined;
}

export interface Engagement extends Omit<EngagementEntry, "ledBy"> {
  /** EN-2026-0012. */
  id: string;
  ledBy: readonly PersonName[];
  author: number;
  authorName: string;
  undone: boolean;
}

export interface EngagementFilter {
  department: string | undefined;
  /** Only what this person recorded. */
  author: number | undefined;
  start: IsoDate;
  end: IsoDate;
  limit: number;
}

/** How many of one kind, and how many different people led them; a department without any is not there. */
export interface EngagementTotals {
  department: string;
  engagements: number;
  leaders: number;
}

export interface EngagementStore {
  /** The same kind and title in one department on one day is the same engagement. */
  record(entry: EngagementEntry, write: Write): Promise<{ outcome: "recorded" | "on record"; engagement: Engagement }>;
  get(id: string): Promise<Engagement | undefined>;
  /** Newest first; without those undone. */
  list(filter: EngagementFilter): Promise<Engagement[]>;
  totals(kind: string, start: IsoDate, end: IsoDate): Promise<EngagementTotals[]>;
  /** Voids a record, or takes the void back. False when the same is on record again by another one. */
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<boolean>;
}
