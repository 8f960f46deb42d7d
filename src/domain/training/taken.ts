import type { Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";

/** Which course, whose people, and within which days; without a first day whatever still counts on the last. */
export interface TakenFilter {
  course: string;
  /** Undefined for the whole city. */
  department: string | undefined;
  tier: Tier | undefined;
  start: IsoDate | undefined;
  end: IsoDate;
  /** Whose names are listed: those who have it, or those who have not. */
  taken: boolean;
  limit: number;
}

/** People on record on the last day and those of them who have the course; attendance counts whoever came, named or not. */
export interface Taken {
  people: number;
  taken: number;
  names: readonly { name: string; department: string | undefined; tier: Tier; heldOn: IsoDate | undefined }[];
  sessions: number;
  /** Named people included, and how many of it they are. */
  attendance: number;
  named: number;
}
