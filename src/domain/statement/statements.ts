import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";
import type { Answers } from "../analysis/analysis-template.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    statements: StatementStore;
  }
}

/** Why a statement is made (row H2). All but a voluntary one are required. */
export const TRIGGERS = [
  { value: "development agreement", label: "Development agreement", words: /\bdevelopment agreements?\b/ },
  { value: "grant", label: "Grant", words: /\bgrants?\b/ },
  { value: "contract", label: "City contract", words: /\bcontracts?\b(?!or)/ },
  { value: "penalty provision", label: "Penalty provision", words: /\bpenalt(?:y|ies)(?: provisions?)?\b/ },
  {
    value: "committee request",
    label: "Request of a committee's chair",
    words: /\b(?:committee|chair)(?:'?s)? requests?\b|\brequested by\b/,
  },
  { value: "voluntary", label: "Voluntary", words: /\bvoluntar(?:y|ily)\b/ },
] as const;
export type Trigger = (typeof TRIGGERS)[number]["value"];

/** What is said of a statement beside its answers; what can be corrected. */
export interface StatementFacts {
  /** Number of the council's file: "211268". */
  file: string;
  title: string;
  trigger: Trigger;
  /** Who asked for it, where a committee's chair did. */
  requestedBy: string | undefined;
  requestedOn: IsoDate | undefined;
  committee: string | undefined;
  hearingOn: IsoDate | undefined;
  /** Business days before the hearing; undefined as long as there is no hearing. */
  dueOn: IsoDate | undefined;
  submittedOn: IsoDate | undefined;
  attachedOn: IsoDate | undefined;
  /** What the council did with the file. */
  outcome: string | undefined;
  /** Whether the file was amended because of the statement, and the record of that change. */
  amended: boolean | undefined;
  change: string | undefined;
}

export interface StatementEntry extends StatementFacts {
  department: string;
  /** An ambassador or lead who helps to write it. */
  helper: number | undefined;
  addedOn: IsoDate;
}

export interface Statement extends StatementEntry, Recorded {
  department: string;
  /** Whoever added it. */
  preparer: number;
  preparerName: string;
  helperName: string | undefined;
  answers: Answers;
  /** 0 before anything was written, and one more with every save that changed an answer. */
  version: number;
}

/** IS-2026-0003. */
export const STATEMENTS = {
  prefix: "IS",
  noun: "impact statement",
  plural: "statements",
  trail: "statement",
  audited: [
    ...(["department", "file", "title", "trigger", "requestedBy", "requestedOn", "committee", "hearingOn"] as const),
    ...(["dueOn", "submittedOn", "attachedOn", "outcome", "amended", "change", "helper", "addedOn"] as const),
  ],
  ownWords: ["title", "requestedBy", "committee", "outcome"],
} as const satisfies KindName<keyof Statement>;

/** Statements of one department and trigger that were due, or without a hearing added, within a period (row C5). */
export interface StatementTotals {
  department: string;
  trigger: Trigger;
  /** Zero for voluntary ones. */
  required: number;
  submitted: number;
  attached: number;
  /** Required, and submitted after they were due, or not yet. */
  late: number;
  /** Late ones first, then the newest. */
  evidence: readonly string[];
}

/** One file has one statement of a department. A page has those still to be submitted first, then the next due. */
export interface StatementStore extends RecordStore<StatementEntry, Statement> {
  /** `overtaken`: somebody saved since that version, and nothing was written. */
  save(
    id: string,
    answers: Answers,
    base: number | undefined,
    write: Write,
  ): Promise<"saved" | "unchanged" | "overtaken">;
  /** A new fact of its way through the council; the trail says what it was before. */
  update(
    id: string,
    action: "submit" | "attach" | "outcome",
    facts: Partial<StatementFacts>,
    reason: string | undefined,
    write: Write,
  ): Promise<"corrected" | "unchanged" | "conflict">;
  totals(start: IsoDate, end: IsoDate, today: IsoDate): Promise<StatementTotals[]>;
}

export const isRequired = ({ trigger }: Pick<StatementFacts, "trigger">): boolean => trigger !== "voluntary";

/** Late on a day: required, and not submitted by the day it was due. */
export function isLate(statement: Pick<Statement, "trigger" | "dueOn" | "submittedOn">, today: IsoDate): boolean {
  return isRequired(statement) && statement.dueOn !== undefined && (statement.submittedOn ?? today) > statement.dueOn;
}

/** Days before a period in which a helper's assist still counts for a statement that falls in it. */
export const ASSIST_DAYS = 366;

/** Those for which nobody is on record as having helped: neither in the statement itself nor by an assist (row C4). */
export function withoutAssist<One extends Pick<Statement, "id" | "helper">>(
  all: readonly One[],
  assisted: ReadonlySet<string>,
): One[] {
  return all.filter(({ id, helper }) => helper === undefined && !assisted.has(id));
}

/** Whether it belongs to a period: submitted in it, due in it, or without a hearing added in it. */
export function fallsIn({ submittedOn, dueOn, addedOn }: Statement, start: IsoDate, end: IsoDate): boolean {
  return [submittedOn, dueOn ?? addedOn].some((day) => day !== undefined && day >= start && day <= end);
}
