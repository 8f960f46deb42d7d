import type { PersonName } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    engagements: EngagementStore;
  }
}

/** One logging of an engagement, as entered. A count that was not given is not known, which is not zero. */
export interface EngagementEntry {
  kind: string;
  heldOn: IsoDate;
  department: string;
  title: string;
  /** What makes another of that kind, day and department the same: its title, or all that stands for one. */
  same: string;
  /** Ids of the people who led it, or whose it is. */
  ledBy: readonly number[];
  type?: string | undefined;
  /** Names, separated by semicolons. */
  partner?: string | undefined;
  body?: string | undefined;
  sector?: string | undefined;
  purpose?: string | undefined;
  source?: string | undefined;
  topic?: string | undefined;
  outcome?: string | undefined;
  languages: readonly string[];
  employees?: number | undefined;
  contractors?: number | undefined;
  residents?: number | undefined;
  invited?: number | undefined;
  responses?: number | undefined;
  seats?: number | undefined;
  completers?: number | undefined;
  opportunities?: number | undefined;
  /** Id of the record it belongs to. */
  about?: string | undefined;
  startsOn?: IsoDate | undefined;
  dueOn?: IsoDate | undefined;
  nextOn?: IsoDate | undefined;
  closedOn?: IsoDate | undefined;
  /** Dollars with two decimals. */
  asked?: string | undefined;
  awarded?: string | undefined;
  note?: string | undefined;
}

export interface Engagement extends Omit<EngagementEntry, "ledBy" | "same">, Recorded {
  department: string;
  ledBy: readonly PersonName[];
  author: number;
  authorName: string;
}

/** EN-2026-0012. */
export const ENGAGEMENTS = {
  prefix: "EN",
  noun: "engagement",
  plural: "engagements",
  audited: [
    ...(["kind", "heldOn", "department", "title", "ledBy", "type", "partner", "body", "sector", "purpose"] as const),
    ...(["source", "topic", "outcome", "languages", "employees", "contractors", "residents", "invited"] as const),
    ...(["responses", "seats", "completers", "opportunities", "about", "startsOn", "dueOn", "nextOn"] as const),
    ...(["closedOn", "asked", "awarded", "note"] as const),
  ],
  ownWords: ["title", "partner", "body", "purpose", "source", "topic", "outcome", "note"],
} as const satisfies KindName<keyof Engagement>;

export interface EngagementFilter {
  /** Undefined for all kinds. */
  kind: string | undefined;
  /** Undefined for all departments. */
  departments: readonly string[] | undefined;
  /** Only what this person recorded. */
  author: number | undefined;
  start: IsoDate;
  end: IsoDate;
}

/**
 * How many of one kind (not of a survey, whose counts are answers) in one department, how many different people led them, and what they count; a department without any
 * is not there, and a count nobody gave is undefined.
 */
export interface EngagementTotals {
  kind: string;
  department: string;
  engagements: number;
  leaders: number;
  /** One each, unless a record says more. */
  opportunities: number;
  employees: number | undefined;
  contractors: number | undefined;
  residents: number | undefined;
  /** Opportunities in which employees, or contractors, were counted. */
  forEmployees: number;
  forContractors: number;
  /** The newest of them, at most ten. */
  evidence: readonly string[];
}

/** The last time before or on a day: with what kind, in which department. */
export interface LastEngagement {
  kind: string;
  department: string;
  heldOn: IsoDate;
  record: string;
}

/** What is worked out of all records of a filter. Sums of what nobody counted are undefined. */
export interface EngagementFigures {
  engagements: number;
  employees: number | undefined;
  contractors: number | undefined;
  residents: number | undefined;
  languages: readonly string[];
  byType: readonly { type: string | undefined; engagements: number; responses: number | undefined }[];
  /** Over those records that say both; a survey with fewer than ten answers is in none of these sums. */
  responses: { invited: number; responses: number };
  answers: number | undefined;
  /** Surveys left out because of that. */
  tooFew: number;
  completion: { participants: number; completers: number };
  seats: number | undefined;
  opportunities: number;
  asked: string | undefined;
  awarded: string | undefined;
  /** Awarded to community organisations among the partners. */
  toCommunity: string | undefined;
  byYear: readonly { year: number; asked: string | undefined; awarded: string | undefined; decided: number }[];
  bySector: Readonly<Record<string, number>>;
  leaders: readonly number[];
}

/** What stands open at the end of a period, and what was closed in it. */
export interface OpenFigures {
  open: number;
  overdue: number;
  closed: number;
  /** Days from the record to its closing, of those closed in the period. */
  medianDays: number | undefined;
  /** The open ones, those due first, first. */
  records: readonly string[];
}

/** One partner or body: contacts in the period, those planned for it, and the last one up to its end. */
export interface Contact {
  name: string;
  /** The partner's record, where the name is one. */
  partner: string | undefined;
  class: string | undefined;
  held: number;
  planned: number;
  lastOn: IsoDate | undefined;
}

/** The same kind in one department on one day, with the same `same`, is the same engagement. */
export interface EngagementStore extends RecordStore<EngagementEntry, Engagement> {
  /** Closes what was open; "closed before" when it was not. */
  close(id: string, on: IsoDate, outcome: string | undefined, write: Write): Promise<"closed" | "closed before">;
  /** Newest first; without those undone. */
  list(filter: EngagementFilter, limit: number): Promise<Engagement[]>;
  figures(filter: EngagementFilter): Promise<EngagementFigures>;
  /** Of the kinds that stay open until they are closed. */
  open(filter: EngagementFilter): Promise<OpenFigures>;
  contacts(role: "partner" | "body", filter: EngagementFilter): Promise<Contact[]>;
  totals(kinds: readonly string[], start: IsoDate, end: IsoDate): Promise<EngagementTotals[]>;
  last(kinds: readonly string[], on: IsoDate): Promise<LastEngagement[]>;
}
