import type { PersonName } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { Keeping } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";
import { ROSTER } from "./posts.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    roster: RosterStore;
  }
}

/** A place on a department's leadership team (rows A1, A2). */
export interface RosterRow extends Recorded {
  person: PersonName;
  department: string;
  /** The person's, today: the team is judged anew when it changes. */
  senior: boolean;
  fromOn: IsoDate;
  endedOn: IsoDate | undefined;
  namedBy: number;
}

/** RO-2026-0003. */
export const LEADS = {
  prefix: "RO",
  family: ROSTER,
  noun: "place on a leadership team",
  plural: "leadership teams",
  trail: "roster",
  audited: ["person", "department", "senior", "endedOn"],
} as const satisfies KindName<keyof RosterRow>;

/** Two volunteers, at least one a senior leader; more than two are looked at, not refused. */
export type TeamState = "met" | "short of people" | "no senior leader";

export const TEAM_SIZE = 2;

/** Row A2: met, short of people, or no senior leader. */
export function teamState(leads: readonly { senior: boolean }[]): TeamState {
  if (leads.length < TEAM_SIZE) return "short of people";
  return leads.some((lead) => lead.senior) ? "met" : "no senior leader";
}

/** "Met", or what is missing, in words. */
export function teamInWords(leads: readonly { senior: boolean }[]): string {
  const state = teamState(leads);
  if (state === "short of people") return `${leads.length} of ${TEAM_SIZE} leads: short of people`;
  if (state === "no senior leader") return `${leads.length} leads, but no senior leader`;
  return leads.length > TEAM_SIZE ? `met, with ${leads.length} leads instead of ${TEAM_SIZE}: please check` : "met";
}

export interface NamedOutcome {
  outcome: "named" | "already on the team";
  row: RosterRow;
}

/** Not put back while somebody else's open row is in the way. */
export interface RosterStore extends Keeping<RosterRow> {
  /** Puts people on a department's team. `senior` says of each that they are, or are not, senior leaders. */
  name(
    people: readonly number[],
    department: string,
    senior: boolean | undefined,
    on: IsoDate,
    write: Write,
  ): Promise<NamedOutcome[]>;
  /** Takes people off; who is not on the team is in nobody's row. */
  end(
    people: readonly number[],
    department: string,
    reason: string | undefined,
    on: IsoDate,
    write: Write,
  ): Promise<RosterRow[]>;
  /** Active rows on that day: of one department, or of all. Whoever left the city is not on a team. */
  active(department: string | undefined, on: IsoDate): Promise<RosterRow[]>;
}
