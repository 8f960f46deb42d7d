import type { IsoDate } from "../places/city.ts";
import type { Actor } from "../request/actor.ts";
import type { Author, Platform } from "../request/request.ts";
import type { Write } from "../request/write.ts";
import type { Audience, Person, PersonIds, PersonName, Tier } from "./person.ts";

/** Who somebody is: an actor, or why not. */
export type Identity = { state: "known"; actor: Actor } | { state: "unknown" } | { state: "left"; on: IsoDate };

export interface PersonInput {
  email: string;
  name: string;
  department: string | undefined;
  tier: Tier;
  audience: Audience;
  seniorLeader: boolean;
  granted: readonly ("officer" | "admin" | "auditor")[];
}

export interface PeopleStore {
  identify(author: Author, on: IsoDate): Promise<Identity>;
  /** The actor with that e-mail address, however they would write; undefined for nobody. */
  actor(email: string, platform: Platform, on: IsoDate): Promise<Actor | undefined>;
  /** Everybody on an active leadership roster. */
  leads(on: IsoDate): Promise<{ person: number; department: string }[]>;
  /** Whether anybody on record is administrator. */
  hasAdmin(): Promise<boolean>;
  /** First sight of a full member: links to the person with that e-mail; whoever wrote without being on record is added. */
  link(author: Author, on: IsoDate, sight: "wrote" | "mentioned"): Promise<Identity>;
  /** People any of whose names, e-mail or handles starts with one of these words (lower case), at most 300, or ten a word. */
  named(words: readonly string[], on: IsoDate): Promise<PersonName[]>;
  byEmail(emails: readonly string[], on: IsoDate): Promise<Person[]>;
  /** Whoever of today has one of these e-mail addresses, employee ids or directory ids. */
  byKeys(keys: readonly string[], on: IsoDate): Promise<(PersonName & PersonIds)[]>;
  /** Everybody, leavers too, with the ids beside the e-mail address. */
  withKeys(on: IsoDate): Promise<(Person & PersonIds)[]>;
  byId(ids: readonly number[], on: IsoDate): Promise<Person[]>;
  list(department: string | undefined, on: IsoDate): Promise<Person[]>;
  /** The department of a person who had none: a default for their own logging, not confirmed. */
  claimDepartment(person: number, department: string, on: IsoDate, write: Write): Promise<void>;
  confirmDepartment(person: number, write: Write): Promise<"confirmed" | "unchanged">;
  save(person: PersonInput, on: IsoDate, write: Write): Promise<"added" | "changed" | "unchanged">;
}
