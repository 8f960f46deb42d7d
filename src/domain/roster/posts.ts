import { addDays } from "../../core/calendar/calendar.ts";
import type { PersonName } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    posts: PostStore;
    boards: BoardStore;
  }
}

/** Committees (row A13), the citywide team (row A10), and the heads of departments and divisions (row B6). */
export type PostKind = "committee" | "cet" | "head";

export interface PostEntry {
  kind: PostKind;
  /** The committee, the service area, or the division of a head; empty for the head of a whole department. */
  body: string;
  /** Id of somebody who works for the city, or … */
  person: number | undefined;
  /** … the name of a member of the community. */
  member: string | undefined;
  department: string | undefined;
  selectedBy: string | undefined;
  termEnd: IsoDate | undefined;
}

export interface Post extends Omit<PostEntry, "person">, Recorded {
  department: string | undefined;
  person: PersonName | undefined;
  fromOn: IsoDate;
  endedOn: IsoDate | undefined;
}

/** What shares the numbers of the rosters: leadership teams, other places, boards. */
export const ROSTER = "roster";

/** RO-2026-0003. */
export const POSTS = {
  prefix: "RO",
  family: ROSTER,
  noun: "place",
  plural: "places",
  trail: "post",
  audited: ["kind", "body", "person", "member", "department", "selectedBy", "termEnd", "endedOn"],
  // A member of the community is named by those who look after the record, not by the trail.
  hidden: ["member"],
  ownWords: ["body", "selectedBy"],
} as const satisfies KindName<keyof Post>;

export interface BoardEntry {
  name: string;
  asOf: IsoDate;
  seats: number;
  /** Undefined is not known, which is not zero. */
  vacancies: number | undefined;
  applicants: number | undefined;
  termEnds: readonly IsoDate[];
}

export interface Board extends BoardEntry, Recorded {
  department: undefined;
}

/** RO-2026-0004. */
export const BOARDS = {
  prefix: "RO",
  family: ROSTER,
  noun: "board",
  plural: "boards",
  audited: ["name", "asOf", "seats", "vacancies", "applicants", "termEnds"],
} as const satisfies KindName<keyof Board>;

/** Terms that end within this many days are worth preparing for (row A14). */
const SOON = 90;

export const endsSoon = (day: IsoDate | undefined, on: IsoDate): boolean =>
  day !== undefined && day >= on && day <= addDays(on, SOON);

export interface PostStore extends Omit<RecordStore<PostEntry, Post>, "record"> {
  /** Who holds that place already keeps it. */
  name(
    entries: readonly PostEntry[],
    on: IsoDate,
    write: Write,
  ): Promise<{ post: Post; outcome: "named" | "there before" }[]>;
  end(id: string, on: IsoDate, reason: string | undefined, write: Write): Promise<"ended" | "ended before">;
  /** Held on that day, by whoever is still with the city. */
  held(kind: PostKind, on: IsoDate): Promise<Post[]>;
}

/** A board is seated anew from that day; the same day twice is on record. */
export interface BoardStore extends RecordStore<BoardEntry, Board> {
  /** The newest of each board up to that day. */
  current(on: IsoDate): Promise<Board[]>;
}
