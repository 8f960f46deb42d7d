import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    scim: ScimStore;
  }
}

/** As much of a user as is kept of what a directory sends. */
export interface ScimUser {
  userName: string;
  externalId?: string | undefined;
  displayName?: string | undefined;
  givenName?: string | undefined;
  familyName?: string | undefined;
  formatted?: string | undefined;
  /** The work address. */
  email?: string | undefined;
  title?: string | undefined;
  employeeNumber?: string | undefined;
  department?: string | undefined;
  active: boolean;
}

export const SCIM_TEXTS = [
  "userName",
  "externalId",
  "displayName",
  "givenName",
  "familyName",
  "formatted",
  "email",
  "title",
  "employeeNumber",
  "department",
] as const satisfies readonly (keyof ScimUser)[];

/** A user as it stands: `id` is the person's, who stays on record when the directory lets go of them. */
export interface ScimRecord {
  id: number;
  user: ScimUser;
  /** Grows with each change. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface ScimCondition {
  field: "id" | "active" | (typeof SCIM_TEXTS)[number];
  value: string;
}

export interface ScimChange {
  /** Undefined for a new user. */
  id: number | undefined;
  /** Made on what stands when it is written. */
  change: (user: ScimUser | undefined) => ScimUser;
  /** Only if this is the version that stands. */
  version: number | undefined;
  /** Code of a department that the city knows by these words. */
  departmentOf: (said: string) => string | undefined;
}

export type ScimOutcome =
  | { outcome: "saved"; record: ScimRecord; added: boolean }
  | { outcome: "missing" }
  | { outcome: "stale" }
  /** Some key is another user's, or the keys name two people. */
  | { outcome: "taken"; why: string }
  | { outcome: "refused"; why: string };

export interface ScimStore {
  /** Users that meet all conditions, by id; `start` from 0. */
  find(
    conditions: readonly ScimCondition[],
    page: { start: number; count: number },
  ): Promise<{ total: number; found: ScimRecord[] }>;
  save(asked: ScimChange, today: IsoDate, write: Write): Promise<ScimOutcome>;
  /** The directory lets go of somebody; the person and all records stay. */
  unlink(id: number, version: number | undefined, write: Write): Promise<"unlinked" | "missing" | "stale">;
  /** What the directory calls departments, with how many people of each. */
  departmentsSaid(): Promise<{ said: string; people: number }[]>;
  /** From now on that is another name of this department, and of no other; whoever has it belongs there. How many moved. */
  nameDepartment(said: string, code: string, today: IsoDate, write: Write): Promise<number>;
}

/** Entra renames a user it has deleted softly to 32 hexadecimal digits and the address: that is nobody's address. */
const SOFT_DELETED = /^[0-9a-f]{32}\S+@/i;
const ADDRESS = /^\S+@\S+\.\S+$/;

/** The work address, else a user name that is one. */
export function addressOf({ email, userName }: ScimUser): string | undefined {
  const said = email ?? userName;
  return ADDRESS.test(said) && !SOFT_DELETED.test(said) ? said : undefined;
}

export const nameOf = ({ displayName, givenName = "", familyName = "", formatted, userName }: ScimUser): string =>
  displayName ?? (`${givenName} ${familyName}`.trim() || (formatted ?? userName));
