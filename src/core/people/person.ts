import type { IsoDate } from "../places/city.ts";

export type Tier = "senior-manager" | "manager" | "employee";
export type Audience = "employee" | "contractor";

/** As much of a person as understanding needs. */
export interface PersonName {
  id: number;
  /** How this person is written: the e-mail address, else the employee id, else the directory's id. */
  email: string;
  name: string;
  department: string | undefined;
  audience: Audience;
  /** Platform user ids by which a mention names this person. */
  handles: readonly string[];
  /** Loaded where a list may name people by it. */
  employeeId?: string | null | undefined;
}

/** The ids beside the e-mail address. */
export interface PersonIds {
  employeeId?: string | null | undefined;
  externalId?: string | null | undefined;
}

/** For comparing: `Ana@City.example` is `ana@city.example`, and a spreadsheet takes the zeros off 004512. */
export const personKey = (written: string): string =>
  written
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d+$)/, "");

export interface Person extends PersonName {
  departmentConfirmed: boolean;
  tier: Tier;
  seniorLeader: boolean;
  granted: readonly ("officer" | "admin" | "auditor")[];
  leftOn: IsoDate | undefined;
}
