import type { IsoDate } from "../places/city.ts";

export type Tier = "senior-manager" | "manager" | "employee";
export type Audience = "employee" | "contractor";

/** As much of a person as understanding needs. */
export interface PersonName {
  id: number;
  email: string;
  name: string;
  department: string | undefined;
  audience: Audience;
  /** Platform user ids by which a mention names this person. */
  handles: readonly string[];
}

export interface Person extends PersonName {
  departmentConfirmed: boolean;
  tier: Tier;
  seniorLeader: boolean;
  granted: readonly ("officer" | "admin" | "auditor")[];
  leftOn: IsoDate | undefined;
}
