import type { PersonName } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    ambassadors: AmbassadorStore;
  }
}

/** An ambassador of a department (rows A3, A4), from the invitation on. */
export interface Ambassador extends Recorded {
  person: PersonName;
  department: string;
  state: "invited" | "active" | "declined" | "ended";
  invitedBy: number;
  invitedByName: string;
  invitedOn: IsoDate;
  answeredOn: IsoDate | undefined;
  endedOn: IsoDate | undefined;
  reason: string | undefined;
}

/** AM-2026-0012. */
export const AMBASSADORS = {
  prefix: "AM",
  noun: "ambassador",
  plural: "ambassadors",
  audited: ["invitedOn", "answeredOn", "endedOn", "reason"],
} as const satisfies KindName<keyof Ambassador>;

export interface RecruitOutcome {
  outcome: "invited" | "already invited" | "already active";
  ambassador: Ambassador;
}

/** Active today, and recruited (accepted) and left within a period; net is the difference. */
export interface AmbassadorTotals {
  department: string;
  active: number;
  recruited: number;
  left: number;
}

/** The days of an ambassadorship, and why it ended: what a correction may change. */
export type AmbassadorDates = Pick<Ambassador, "invitedOn" | "answeredOn" | "endedOn" | "reason">;

/** Not put back while the person is invited or active there by another record. */
export interface AmbassadorStore extends Omit<RecordStore<AmbassadorDates, Ambassador>, "record"> {
  /** Invites people; each is told privately by a delivery in the same transaction. */
  recruit(people: readonly number[], department: string, on: IsoDate, write: Write): Promise<RecruitOutcome[]>;
  /** An invitation answered; an answer given before stays. The recruiter is told. */
  answer(
    id: string,
    accept: boolean,
    on: IsoDate,
    write: Write,
  ): Promise<{ outcome: "answered" | "answered before"; ambassador: Ambassador }>;
  /** Ends open invitations and ambassadorships of these people, in one department or wherever they are. */
  end(
    people: readonly number[],
    department: string | undefined,
    reason: string,
    on: IsoDate,
    write: Write,
  ): Promise<Ambassador[]>;
  /** Invited, active, and ended or declined since `since`. */
  list(department: string | undefined, since: IsoDate): Promise<Ambassador[]>;
  /** Open invitations and ambassadorships of one person. */
  open(person: number): Promise<Ambassador[]>;
  /** In the order of the ids; those that are not there are left out. */
  several(ids: readonly string[]): Promise<Ambassador[]>;
  totals(start: IsoDate, end: IsoDate): Promise<AmbassadorTotals[]>;
}
