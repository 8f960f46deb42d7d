import { printDate } from "../../core/calendar/calendar.ts";
import type { PersonName } from "../../core/people/person.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Plan } from "../plan/plan.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    officerTerms: OfficerTermStore;
  }
}

/** Somebody appointed as equity officer, or standing in for one (rows A7, A8). It gives no rights: a role does. */
export interface OfficerTermEntry {
  person: number;
  acting: boolean;
  /** The plan's role, by its id. */
  appointedBy: string | undefined;
  appointedOn: IsoDate;
  /** By the council; undefined where that is not on record. */
  confirmedOn: IsoDate | undefined;
  /** The council's file. */
  file: string | undefined;
  /** The last day; undefined where none is on record. */
  termEnd: IsoDate | undefined;
}

export interface OfficerTerm extends Omit<OfficerTermEntry, "person">, Recorded {
  department: undefined;
  person: PersonName;
}

/** OT-2026-0001. */
export const OFFICER_TERMS = {
  prefix: "OT",
  noun: "term of office",
  plural: "terms of office",
  trail: "officer-term",
  audited: ["person", "acting", "appointedBy", "appointedOn", "confirmedOn", "file", "termEnd"],
} as const satisfies KindName<keyof OfficerTerm>;

export interface OfficerTermStore extends RecordStore<OfficerTermEntry, OfficerTerm> {
  /** Those that have begun by the end of a stretch of days and not ended before it, the newest first. */
  within(start: IsoDate, end: IsoDate): Promise<OfficerTerm[]>;
}

/** A term that goes on past a day: whoever stands in is no successor. */
export const goesOnPast = (terms: readonly OfficerTerm[], day: IsoDate): OfficerTerm | undefined =>
  terms.find(({ acting, termEnd }) => !acting && termEnd !== undefined && termEnd > day);

export const standingOf = ({ acting }: OfficerTerm): string => (acting ? "acting equity officer" : "equity officer");

/** By the name that the plan's role has. */
export const appointedBy = ({ appointedBy: role }: OfficerTerm, { plan }: { plan: Plan }): string | undefined =>
  plan.roles.find(({ id }) => id === role)?.name ?? role;

/** "Lee Roe, equity officer · appointed on … by the mayor · confirmed by the Common Council on … (file 240118) · until …". */
export function termLine(one: OfficerTerm, env: { plan: Plan; city: City }): string {
  const { person, acting, appointedOn, confirmedOn, file, termEnd } = one;
  const by = appointedBy(one, env);
  const council = `by the ${env.city.words.council}`;
  const confirmed =
    confirmedOn === undefined ? `not confirmed ${council}` : `confirmed ${council} on ${printDate(confirmedOn)}`;
  return [
    `${person.name}, ${standingOf(one)}`,
    `appointed on ${printDate(appointedOn)}${by === undefined ? "" : ` by the ${by}`}`,
    ...(acting && confirmedOn === undefined ? [] : [`${confirmed}${file === undefined ? "" : ` (file ${file})`}`]),
    termEnd === undefined ? "no end of the term on record" : `until ${printDate(termEnd)}`,
  ].join(" · ");
}
