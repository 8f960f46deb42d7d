import type { PersonName, Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Measure } from "../measure/measure.ts";
import type { TierTraining } from "../training/trained.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    facts: FactsStore;
  }
}

/** The stretches of time a rule may count in; each ends on the day that is looked at. */
export const WINDOWS = ["quarter", "year", "plan"] as const;
export type Window = (typeof WINDOWS)[number];

/**
 * What is on record about one department, or about the city as a whole, as of a day: as much as the rules need, however
 * many records there are. What nobody reported is absent, never zero.
 */
export interface Facts {
  /** Active on that day; undefined when nobody was ever named. */
  team: readonly TeamMember[] | undefined;
  /** Undefined when nobody was ever invited. */
  ambassadors: { active: number; recruited: number; left: number; records: readonly string[] } | undefined;
  vision: VisionFact | undefined;
  /** By tier, the first tier first; a tier that has nobody, by the people on record and by its headcount, is not there. */
  trained: readonly TierTraining[];
  /** Newest records of attendance of people of a tier, with the course: what proves who is trained. */
  trainingRecords: readonly TrainingProof[];
  analyses: Partial<Record<Window, AnalysisFact>>;
  statements: Partial<Record<Window, StatementFact>>;
  /** By `engagementsKey` of what was asked; nothing where there is none. */
  engagements: ReadonlyMap<string, EngagementFact>;
  /** By measure: the figure reported for the quarter or year of that day. */
  reported: ReadonlyMap<string, MeasureFact>;
  /** By measure: the newest figure there is. */
  latest: ReadonlyMap<string, MeasureFact>;
}

export interface TrainingProof {
  record: string;
  course: string;
  tier: Tier;
}

export interface TeamMember {
  record: string;
  person: PersonName;
  senior: boolean;
  since: IsoDate;
  /** Last day of a toolkit course that is still valid. */
  toolkitOn: IsoDate | undefined;
}

export interface VisionFact {
  /** The newest version, and before it the one in force. */
  records: readonly string[];
  /** The newest draft, where none newer is in force. */
  draftedOn: IsoDate | undefined;
  /** The version in force. */
  adoptedOn: IsoDate | undefined;
}

export interface AnalysisFact {
  registeredNew: number;
  analysedNew: number;
  completedExisting: number;
  /** New items of the register, and existing ones completed. */
  newRecords: readonly string[];
  existingRecords: readonly string[];
}

export interface StatementFact {
  required: number;
  submitted: number;
  attached: number;
  late: number;
  records: readonly string[];
}

export interface EngagementFact {
  count: number;
  lastOn: IsoDate;
  records: readonly string[];
}

/** Engagements that a rule counts within a window. */
export interface EngagementsAsked {
  /** "meeting", or with its type, "outreach/hub". */
  kind: string;
  window: Window;
  /** Only those with one of these partners or bodies, or with a partner of one of these classes; any where both are empty. */
  with: readonly string[];
  classes: readonly string[];
}

export const engagementsKey = ({ kind, window, with: names, classes }: EngagementsAsked): string =>
  JSON.stringify([kind, window, names, classes]);

export interface MeasureFact {
  /** Undefined where the figure is counted from other records. */
  record: string | undefined;
  value: number | undefined;
  of: number | undefined;
  on: IsoDate | undefined;
  state: string | undefined;
  /** The last day of the period it is for; undefined where it is counted. */
  until?: IsoDate | undefined;
}

/** What proves a figure. */
export const recordsOf = ({ record }: MeasureFact): string[] => (record === undefined ? [] : [record]);

export const NOTHING: Facts = {
  team: undefined,
  ambassadors: undefined,
  vision: undefined,
  trained: [],
  trainingRecords: [],
  analyses: {},
  statements: {},
  engagements: new Map(),
  reported: new Map(),
  latest: new Map(),
};

/** What is on record about each department and about the city as a whole. */
export interface CityFacts {
  city: Facts;
  departments: ReadonlyMap<string, Facts>;
}

export interface FactsAsked {
  /** As of that day. */
  on: IsoDate;
  /** Where each window begins; all of them end on that day. */
  since: Readonly<Record<Window, IsoDate>>;
  /** Measures that are counted from other records where nobody reported a figure. */
  counted: readonly Measure[];
  /** What the plan's rules count, and within which windows. */
  engagements: readonly EngagementsAsked[];
  analyses: readonly Window[];
  statements: readonly Window[];
  /** These departments, each of which is in the answer. */
  departments: readonly string[];
  /** Also the trainings that prove it, where one department is asked about. */
  proof: boolean;
}

export interface FactsStore {
  /** A fixed number of queries, however many departments and however much history there is. */
  load(asked: FactsAsked): Promise<CityFacts>;
}
