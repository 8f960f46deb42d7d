import type { PersonName } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    ambassadors: AmbassadorStore;
  }
}

/** An ambassador of a department (rows A3, A4), from the invitation on. */
export interface Ambassador {
  /** AM-2026-0012. */
  id: string;
  person: PersonName;
  department: string;
  state: "invited" | "active" | "declined" | "ended";
  invitedBy: number;
  invitedByName: string;
  invitedOn: IsoDate;
  answeredOn: IsoDate | undefined;
  endedOn: IsoDate | undefined;
  reason: string | undefined;
  undone: boolean;
}

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

export interface AmbassadorStore {
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
  get(id: string): Promise<Ambassador | undefined>;
  /** Invited, active, and ended or declined since `since`. */
  list(department: string | undefined, since: IsoDate): Promise<Ambassador[]>;
  /** Open invitations and ambassadorships of one person. */
  open(person: number): Promise<Ambassador[]>;
  totals(start: IsoDate, end: IsoDate): Promise<AmbassadorTotals[]>;
  correct(
    id: string,
    dates: AmbassadorDates,
    reason: string | undefined,
    write: Write,
  ): Promise<"corrected" | "unchanged">;
  /** False when the person is invited or active there by another record. */
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<boolean>;
}
