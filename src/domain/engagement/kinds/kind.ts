import type { Choice } from "../../../core/fields/choice.ts";

/** What a record may say besides its kind, date, department and note; the kinds say which of it is theirs. */
export type Detail =
  | "type"
  | "title"
  | "ledBy"
  | "partner"
  | "body"
  | "sector"
  | "purpose"
  | "source"
  | "topic"
  | "languages"
  | "invited"
  | "responses"
  | "employees"
  | "contractors"
  | "residents"
  | "seats"
  | "completers"
  | "opportunities"
  | "about"
  | "outcome"
  | "startsOn"
  | "dueOn"
  | "nextOn"
  | "closedOn"
  | "asked"
  | "awarded";

/** What the list of a kind works out of its records. */
export type Figure =
  | "people"
  | "languages"
  | "types"
  | "responses"
  | "completion"
  | "opportunities"
  | "open"
  | "answer time"
  | "partners"
  | "bodies"
  | "sectors"
  | "classes"
  | "heads"
  | "money";

/** One kind of engagement: all of them share one record, one form builder and one list. */
export interface EngagementKind {
  value: string;
  label: string;
  plural: string;
  /** What such a thing is called in a sentence. */
  words: RegExp;
  types?: readonly Choice[];
  shows: readonly Detail[];
  /** At least one of each group must be said. */
  needs: readonly (readonly Detail[])[];
  /** What a detail is called here. */
  labels?: Partial<Record<Detail, string>>;
  /** It stays open until it is closed; this is what that is called. */
  closes?: string;
  /** Its counts are answers to a survey: small ones are not shown. */
  survey?: true;
  figures: readonly Figure[];
}

/** Who came, by audience. */
export const CAME = ["employees", "contractors", "residents"] as const;

/** Row A4: what ambassadors help to lead and support. */
export const ACTIVITY = "activity";
/** Row D10, entered with `partner sponsorship`. */
export const SPONSORSHIP = "sponsorship";
