import type { IsoDate } from "../places/city.ts";
import type { Write } from "../request/write.ts";
import type { Audience, Tier } from "./person.ts";

/** What ending somebody's time with the city touches: ids of the rows that end or are handed over. */
export interface LeaveOutcome {
  roster: string[];
  ambassadors: string[];
  /** Open analyses and impact statements handed to the successor. */
  work: string[];
}

/** What goes on again, the day of the leaving, and what it was put down with. */
export interface ReturnOutcome extends LeaveOutcome {
  on: IsoDate;
  successor?: number | undefined;
  reason?: string | undefined;
}

export interface UnmergeOutcome {
  /** Training records that name each of the two again. */
  records: string[];
  /** Those that were changed since, and stay as they are. */
  kept: string[];
}

export interface MergeOutcome {
  /** Training records that named the one and now name the other. */
  records: string[];
}

/** What an administrator gives somebody; a lead is whoever is on the leadership roster. */
export type Grant = "officer" | "admin" | "auditor";

/** Equity officer at once; at once on one administrator's word; or once one of these people confirms it. */
export type OfficerOutcome =
  | { state: "given" | "given alone" | "unchanged" | "asked before" }
  | { state: "asked"; confirmers: number[] };

/** Changes of people that reach beyond their own row. Each is one transaction. */
export interface StaffStore {
  /** A new department from a day on: attendance stays with the department of its day (trap G8). */
  move(person: number, department: string, from: IsoDate, write: Write): Promise<"moved" | "unchanged">;
  /** How many named attendances the person has on or after a day: those stay where they are when somebody moves into the past. */
  attendancesSince(person: number, from: IsoDate): Promise<number>;
  rename(
    person: number,
    name: string,
    email: string | undefined,
    write: Write,
  ): Promise<"renamed" | "unchanged" | "email-taken">;
  /** Ends the person's roles on that day; a successor takes over the leadership places, open analyses and statements. */
  leave(
    person: number,
    on: IsoDate,
    successor: number | undefined,
    reason: string | undefined,
    write: Write,
  ): Promise<LeaveOutcome>;
  /** Takes back that somebody left: what ended with it goes on, where nobody decided otherwise since. */
  returns(person: number, write: Write): Promise<ReturnOutcome | "here">;
  /** Two rows turn out to be one person: `from` is kept, and stands for `into` from now on. */
  merge(from: number, into: number, on: IsoDate, write: Write): Promise<MergeOutcome>;
  /** Takes the last merge of these two apart; "apart" when they are two already. */
  unmerge(from: number, into: number, write: Write): Promise<UnmergeOutcome | "apart">;
  /** Gives or ends a role; the only administrator stays one. */
  setRole(person: number, role: Grant, held: boolean, write: Write): Promise<"changed" | "unchanged">;
  giveOfficer(person: number, write: Write): Promise<OfficerOutcome>;
  /** Refuses whoever asked for it, and the person themselves. */
  confirmOfficer(person: number, right: boolean, write: Write): Promise<"done" | "not asked">;
  /** Whom somebody made officer and nobody else has confirmed. */
  officersToConfirm(): Promise<{ person: number; inEffect: boolean }[]>;
  headcount(
    department: string,
    tier: Tier,
    audience: Audience,
    count: number,
    asOf: IsoDate,
    write: Write,
  ): Promise<"added" | "changed" | "unchanged">;
}
