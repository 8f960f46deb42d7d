import type { PersonName } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { Listed, Listing } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";
import type { Answers, Template } from "./analysis-template.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    analyses: AnalysisStore;
  }
}

export type AnalysisKind = "new" | "existing";
export type AnalysisSubject = "policy" | "program" | "practice" | "budget";

/**
 * Where an analysis stands. Withdrawing keeps everything, and the item stays on the register: only an exemption takes a
 * new item out of the denominator of row C1.
 */
export type AnalysisState = "registered" | "draft" | "submitted" | "returned" | "completed" | "evaluated" | "withdrawn";

export const DECISIONS = ["proceed", "modified", "stopped", "deferred"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What is analysed, or has to be (row C3). */
export interface AnalysisEntry {
  title: string;
  kind: AnalysisKind;
  subject: AnalysisSubject | undefined;
  department: string;
}

/** The newest answers to one step. */
export interface SavedStep {
  /** Id of the template's step. */
  step: string;
  /** 1 for the first answers, and one more with every save that changed them. */
  version: number;
  answers: Answers;
  author: number;
  authorName: string;
  /** Milliseconds since 1970. */
  savedAt: number;
}

/** How an analysis was closed: a change of policy or resources, or why there is none (rows C7, C8). */
export interface Closing {
  decision: Decision;
  policy: string | undefined;
  resource: string | undefined;
  noChange: string | undefined;
}

export interface Evaluation {
  met: "yes" | "partly" | "no";
  found: string;
}

/** AN-2026-0012. */
export const ANALYSES = {
  prefix: "AN",
  noun: "analysis",
  plural: "analyses",
  audited: ["title", "kind", "subject", "department"],
} as const satisfies KindName<keyof Analysis>;

export interface Analysis extends AnalysisEntry, Recorded {
  department: string;
  state: AnalysisState;
  /** Who put it on the register, and who is responsible for it now: whoever started it, or took over. */
  author: number;
  owner: number;
  ownerName: string;
  /** People invited to write, the owner not among them. */
  invited: readonly PersonName[];
  /** Why this item need not be analysed. */
  exempt: string | undefined;
  /** The template it was started with, as it was then. */
  template: Template | undefined;
  steps: readonly SavedStep[];
  registeredOn: IsoDate;
  startedOn: IsoDate | undefined;
  submittedOn: IsoDate | undefined;
  completedOn: IsoDate | undefined;
  evaluatedOn: IsoDate | undefined;
  withdrawnOn: IsoDate | undefined;
  /** What the reviewer asked for when it was returned. */
  comment: string | undefined;
  closing: Closing | undefined;
  reviewerName: string | undefined;
  evaluationDue: IsoDate | undefined;
  evaluation: Evaluation | undefined;
  /** Why it was withdrawn. */
  reason: string | undefined;
}

export interface RegisterOutcome {
  outcome: "registered" | "on record";
  analysis: Analysis;
}

export interface StartOutcome {
  /**
   * `continued`: it was on the register. `taken up`: it was withdrawn. `started before`: it is under way.
   * `was withdrawn` and `analysed before` changed nothing and ask first.
   */
  outcome: "started" | "continued" | "taken up" | "started before" | "was withdrawn" | "analysed before";
  analysis: Analysis;
}

/** One save of one step. Only the answers given are touched; a blank one is taken out. */
export interface StepSave {
  step: string;
  answers: Answers;
  /** The version the writer saw; undefined adds to whatever is there. */
  base: number | undefined;
}

export type StepOutcome =
  | { outcome: "saved" | "unchanged" }
  /** Somebody saved in between. `base` is what the writer had seen. */
  | { outcome: "overtaken"; base: Answers }
  /** Its state does not allow it. */
  | { outcome: "closed" };

export type Move =
  | { to: "submitted" }
  | { to: "returned"; comment: string }
  | { to: "completed"; closing: Closing }
  | { to: "evaluated"; evaluation: Evaluation }
  | { to: "withdrawn"; reason: string };

/** From which states each move is possible. */
export const MOVES: Readonly<Record<Move["to"], readonly AnalysisState[]>> = {
  submitted: ["draft", "returned"],
  returned: ["submitted"],
  completed: ["submitted"],
  evaluated: ["completed"],
  withdrawn: ["registered", "draft", "submitted", "returned"],
};

export interface MoveOutcome {
  /** `incomplete`: steps are left; `not now`: its state does not allow it. */
  outcome: "moved" | "incomplete" | "not now";
  analysis: Analysis;
}

export interface AnalysisFilter {
  department: string | undefined;
  /** Only those this person owns or is invited to. */
  member: number | undefined;
  start: IsoDate;
  end: IsoDate;
  limit: number;
}

/** Counts of one kind of item in one department; rows without any are not there. */
export interface AnalysisCount {
  department: string;
  kind: AnalysisKind;
  subject: AnalysisSubject | undefined;
  /** By the date of each event within the period; exempt items are counted in `exempt` alone. */
  registered: number;
  started: number;
  completed: number;
  evaluated: number;
  withdrawn: number;
  exempt: number;
  /** Of those registered in the period, how many are completed by now: at most `registered` (row C1). */
  analysed: number;
  /** Of those started in the period, how many say who is affected and how they were involved (row E34). */
  engaged: number;
  /** Completed, with the evaluation due before `asOf` and not done (row C11); of any period. */
  overdue: number;
}

export interface AnalysisStore {
  page(asked: Listing): Promise<Listed<Analysis>>;
  register(entry: AnalysisEntry, exempt: string | undefined, on: IsoDate, write: Write): Promise<RegisterOutcome>;
  /** Continues the item on the register, or adds it. `anyway` answers "was withdrawn" and "analysed before" with yes. */
  start(entry: AnalysisEntry, template: Template, anyway: boolean, on: IsoDate, write: Write): Promise<StartOutcome>;
  saveStep(id: string, save: StepSave, write: Write): Promise<StepOutcome>;
  move(id: string, move: Move, on: IsoDate, write: Write): Promise<MoveOutcome>;
  /** Returns those who were not on it before. */
  invite(id: string, people: readonly number[], write: Write): Promise<number[]>;
  /** Sets or, with undefined, lifts the reason why it need not be analysed. */
  exempt(id: string, reason: string | undefined, write: Write): Promise<void>;
  /** Corrects what is analysed; `conflict` when another open record says so already. */
  correct(
    id: string,
    entry: AnalysisEntry,
    reason: string | undefined,
    write: Write,
  ): Promise<"corrected" | "unchanged" | "conflict">;
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<"done" | "conflict">;
  get(id: string): Promise<Analysis | undefined>;
  /** What is open, and what had any of its dates within the period; the newest first. */
  list(filter: AnalysisFilter): Promise<Analysis[]>;
  counts(start: IsoDate, end: IsoDate, asOf: IsoDate): Promise<AnalysisCount[]>;
  /** Completed analyses with an evaluation due until that day. */
  evaluationsDue(department: string | undefined, until: IsoDate): Promise<Analysis[]>;
  /** How many analyses were started with each version of each template (row C9). */
  templatesUsed(): Promise<{ id: string; version: number; analyses: number }[]>;
  /** The newest versions on record that differ from these templates although their numbers are the same. */
  differing(templates: readonly Template[]): Promise<string[]>;
}
