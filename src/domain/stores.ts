import type { Closure } from "../core/calendar/business-days.ts";
import type { CatalogData, Department } from "../core/catalog/catalog.ts";
import type { DeliveryStore } from "../core/deliveries/deliveries.ts";
import type { AnswerStore, DraftStore, InstallationStore, ReferenceStore } from "../core/deliveries/kept.ts";
import type { OccasionStore } from "../core/deliveries/occasions.ts";
import type { DutyStore } from "../core/people/duties.ts";
import type { Audience, Person, PersonName, Tier } from "../core/people/person.ts";
import type { StaffStore } from "../core/people/staff.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { PlaceStore, RecipientStore } from "../core/places/places.ts";
import type { AuditStore } from "../core/records/audit.ts";
import type { Actor } from "../core/request/actor.ts";
import type { Author, Platform } from "../core/request/request.ts";
import type { Write } from "../core/request/write.ts";
import type { AmbassadorStore } from "./ambassador/ambassadors.ts";
import type { AnalysisStore } from "./analysis/analyses.ts";
import type { RecommendationStore } from "./analysis/recommendations.ts";
import type { ChangeStore } from "./change/changes.ts";
import type { ClosingStore } from "./closing/closing.ts";
import type { EngagementStore } from "./engagement/engagements.ts";
import type { CourseRow, DepartmentRow, HeadcountRow, PersonRow } from "./import/kinds.ts";
import type { MeasureStore } from "./measure/measures.ts";
import type { NudgeStore } from "./nudge/nudges.ts";
import type { PartnerStore } from "./partner/partners.ts";
import type { FactsStore } from "./plan/facts.ts";
import type { ProgressStore } from "./plan/progress.ts";
import type { BoardStore, PostStore } from "./roster/posts.ts";
import type { RosterStore } from "./roster/teams.ts";
import type { StatementStore } from "./statement/statements.ts";
import type { Participation } from "./training/participation.ts";
import type { TrainedRow } from "./training/trained.ts";
import type { TrainingTotals } from "./training/training-totals.ts";
import type { VisionStore } from "./vision/visions.ts";

export interface Stores {
  people: PeopleStore;
  catalog: CatalogStore;
  training: TrainingStore;
  ambassadors: AmbassadorStore;
  analyses: AnalysisStore;
  engagements: EngagementStore;
  partners: PartnerStore;
  measures: MeasureStore;
  facts: FactsStore;
  closing: ClosingStore;
  closures: ClosureStore;
  places: PlaceStore;
  recipients: RecipientStore;
  nudges: NudgeStore;
  occasions: OccasionStore;
  roster: RosterStore;
  posts: PostStore;
  boards: BoardStore;
  visions: VisionStore;
  progress: ProgressStore;
  changes: ChangeStore;
  statements: StatementStore;
  recommendations: RecommendationStore;
  deliveries: DeliveryStore;
  answers: AnswerStore;
  staff: StaffStore;
  drafts: DraftStore;
  audit: AuditStore;
  duties: DutyStore;
  installations: InstallationStore;
  references: ReferenceStore;
  imports: ImportStore;
  deployment: DeploymentStore;
}

/** Days on which the city's offices are closed, beyond the public holidays: its own holidays and furlough days (row F6). */
export interface ClosureStore {
  list(): Promise<Closure[]>;
  /** The same day again changes its name. */
  add(closure: Closure, write: Write): Promise<"added" | "changed" | "unchanged">;
  remove(date: IsoDate, write: Write): Promise<"removed" | "was not there">;
}

/** What an import did, or with `dryRun` would do, to each of its rows, in order. */
export type RowOutcome = "added" | "changed" | "unchanged";

/** Whole files at once, each in one transaction; a dry run writes nothing. */
export interface ImportStore {
  departments(rows: readonly DepartmentRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
  people(rows: readonly PersonRow[], on: IsoDate, write: Write, dryRun: boolean): Promise<RowOutcome[]>;
  courses(rows: readonly CourseRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
  headcounts(rows: readonly HeadcountRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
}

export interface Deployment {
  plan: string;
  sample: boolean;
  demoOff: boolean;
  /** When the messages of the clock were let out, in milliseconds since 1970; undefined before that. */
  liveAt: number | undefined;
}

export interface DeploymentStore {
  get(): Promise<Deployment | undefined>;
  /** Binds the database to a plan for good; a database without departments takes the plan's. */
  bind(plan: string, departments: readonly Department[]): Promise<void>;
  setSample(sample: boolean): Promise<void>;
  /** Lets the messages of the clock go out from then on, or holds them back again. */
  setLive(liveAt: number | undefined, write: Write): Promise<"changed" | "unchanged">;
  /** Nobody is on record, nothing is recorded, and nothing was ever imported or set up. */
  isEmpty(): Promise<boolean>;
  /** Empties every table, and turns the sample city off for good. */
  reset(): Promise<void>;
  ping(): Promise<void>;
  /** Whether every migration of this program is applied. */
  migrated(): Promise<boolean>;
  /** Whether the answer to this request is still to be posted: true once, whichever process asks. */
  claimAnswer(request: string): Promise<boolean>;
  purgeRequests(): Promise<void>;
  /** Cells of the rollup that differ from the records, as "department month course audience: rollup 3, records 4". */
  rollupDifferences(repair: boolean): Promise<string[]>;
}

/** Who somebody is: an actor, or why not. */
export type Identity = { state: "known"; actor: Actor } | { state: "unknown" } | { state: "left"; on: IsoDate };

export interface PersonInput {
  email: string;
  name: string;
  department: string | undefined;
  tier: Tier;
  audience: Audience;
  seniorLeader: boolean;
  granted: readonly ("officer" | "admin" | "auditor")[];
}

export interface PeopleStore {
  identify(author: Author, on: IsoDate): Promise<Identity>;
  /** The actor with that e-mail address, however they would write; undefined for nobody. */
  actor(email: string, platform: Platform, on: IsoDate): Promise<Actor | undefined>;
  /** Everybody on an active leadership roster. */
  leads(on: IsoDate): Promise<{ person: number; department: string }[]>;
  /** Whether anybody on record is administrator. */
  hasAdmin(): Promise<boolean>;
  /** First sight of a full member: links to the person with that e-mail; whoever wrote without being on record is added. */
  link(author: Author, on: IsoDate, sight: "wrote" | "mentioned"): Promise<Identity>;
  /** People any of whose names, e-mail or handles starts with one of these words (lower case), at most 300. */
  named(words: readonly string[], on: IsoDate): Promise<PersonName[]>;
  byEmail(emails: readonly string[], on: IsoDate): Promise<Person[]>;
  byId(ids: readonly number[], on: IsoDate): Promise<Person[]>;
  list(department: string | undefined, on: IsoDate): Promise<Person[]>;
  /** The department of a person who had none: a default for their own logging, not confirmed. */
  claimDepartment(person: number, department: string, on: IsoDate, write: Write): Promise<void>;
  confirmDepartment(person: number, write: Write): Promise<"confirmed" | "unchanged">;
  save(person: PersonInput, on: IsoDate, write: Write): Promise<"added" | "changed" | "unchanged">;
}

export interface CatalogStore {
  load(): Promise<CatalogData>;
  saveDepartment(department: CatalogData["departments"][number], write: Write): Promise<"added" | "changed">;
  saveCourse(course: CatalogData["courses"][number], write: Write): Promise<"added" | "changed">;
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
  /** Live records, newest first. */
  sessions(filter: SessionFilter): Promise<TrainingRecord[]>;
  /** Live named attendance of one person, newest first. */
  attendedBy(person: number): Promise<Attendance[]>;
  /** Who of these departments (all when undefined) is trained in which mandatory course on that day. */
  due(department: string | undefined, on: IsoDate): Promise<DueRow[]>;
  /** Totals per department from the rollup; a department without a row has reported nothing. */
  totals(start: IsoDate, end: IsoDate): Promise<TrainingTotals[]>;
  /** How many of each tier hold their mandatory courses on that day. */
  trained(department: string | undefined, on: IsoDate): Promise<TrainedRow[]>;
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
