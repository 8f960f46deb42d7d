import type { Audience } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Decimal } from "../../core/records/decimal.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { Listed, Listing } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";
import type { Measure } from "./measure.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    measures: MeasureStore;
  }
}

/** Whom a figure is about; `unsplit` is everybody, or what a source pools (trap G6). */
export type FigureAudience = Audience | "unsplit";

/** What was measured: which of these there are, the measure's kind of value says. */
export interface Figure {
  value: Decimal | undefined;
  /** The total of a share. */
  of: Decimal | undefined;
  /** The day of a document, or of the last review. */
  on: IsoDate | undefined;
  state: string | undefined;
}

/** One figure, as entered. */
export interface MeasureEntry extends Figure {
  measure: string;
  start: IsoDate;
  end: IsoDate;
  /** Undefined for the city as a whole. */
  department: string | undefined;
  audience: FigureAudience;
  source: string | undefined;
  note: string | undefined;
  /** What progress is measured against, instead of a figure of the series (row E28). */
  baseline: Baseline | undefined;
}

export interface Baseline {
  /** Quarters that were reported, of those its period has; undefined when nobody said. */
  quarters: number | undefined;
  agreedWith: string | undefined;
}

export interface MeasureRecord extends MeasureEntry, Recorded {
  department: string | undefined;
  version: number;
  author: number;
  authorName: string;
}

/** ME-2026-0012. */
export const MEASURE_RECORDS = {
  prefix: "ME",
  noun: "figure of a measure",
  plural: "measures",
  trail: "measure",
  audited: [
    ...(["measure", "start", "end", "department", "audience", "value", "of", "on", "state", "source", "note"] as const),
    "baseline",
  ],
} as const satisfies KindName<keyof MeasureRecord>;

export interface MeasureOutcome {
  /** `differs`: another figure is on record for the same, and nothing was written. */
  outcome: "recorded" | "on record" | "differs";
  record: MeasureRecord;
}

export type MeasureChange =
  | { outcome: "changed" | "unchanged"; before: MeasureRecord; record: MeasureRecord }
  /** Another record gives a figure for the same. */
  | { outcome: "conflict"; with: MeasureRecord };

/** What other records say about one source, department, month and audience. */
export interface CountedCell {
  /** `sourceKey` of the measure's source. */
  source: string;
  department: string;
  /** The first day of the month. */
  month: IsoDate;
  /** `any` counts a session once, whoever attended. */
  audience: FigureAudience | "any";
  /** Sessions or engagements. */
  times: number;
  /** Attendance or participants. */
  people: number;
}

export interface FiguresAsked {
  measures: readonly Measure[];
  /** Only what is recorded or counted there; undefined for everything. */
  department: string | undefined;
  start: IsoDate;
  end: IsoDate;
  /** What stands open is counted up to this day. */
  today: IsoDate;
}

export interface Figures {
  /** Live ones within the stretch, and every baseline there is. */
  recorded: readonly MeasureRecord[];
  counted: readonly CountedCell[];
  /** What closed quarters said on the day they were closed. */
  closed: readonly ClosedFigures[];
}

export interface ClosedFigures {
  start: IsoDate;
  end: IsoDate;
  closedOn: IsoDate;
  recorded: readonly MeasureRecord[];
  counted: readonly CountedCell[];
}

export interface MeasureStore {
  page(asked: Listing): Promise<Listed<MeasureRecord>>;
  /** `in use`: figures are on record under it, and their meaning must not change. */
  define(measure: Measure, write: Write): Promise<"defined" | "redefined" | "unchanged" | "in use">;
  /** All of them in one transaction. The same figure for the same is on record already; another one is not written. */
  record(entries: readonly MeasureEntry[], write: Write): Promise<MeasureOutcome[]>;
  /** What `record` would make of each; writes nothing. */
  foresee(entries: readonly MeasureEntry[]): Promise<MeasureOutcome["outcome"][]>;
  correct(id: string, entry: MeasureEntry, reason: string | undefined, write: Write): Promise<MeasureChange>;
  /** Takes it back, or puts it back. */
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<MeasureChange>;
  get(id: string): Promise<MeasureRecord | undefined>;
  /** However many measures and departments, and however much history there is: the same few queries. */
  figures(asked: FiguresAsked): Promise<Figures>;
}

/** What a measure is counted from, as one word. */
export function sourceKey(from: NonNullable<Measure["from"]>): string {
  if ("training" in from) return `training ${from.training}`;
  const what = from.count === "engagements" || from.count === "participants" ? "" : from.count;
  const whom = from.with === undefined ? "" : `with ${from.with}`;
  return ["engagement", from.engagement, from.subkind, what, whom, ...(from.bodies ?? [])].filter(Boolean).join(" ");
}
