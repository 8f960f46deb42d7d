import { addDays } from "../../core/calendar/calendar.ts";
import type { PersonName } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
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

export interface Post extends Omit<PostEntry, "person"> {
  /** RO-2026-0003. */
  id: string;
  person: PersonName | undefined;
  fromOn: IsoDate;
  endedOn: IsoDate | undefined;
  undone: boolean;
}

export interface BoardEntry {
  name: string;
  asOf: IsoDate;
  seats: number;
  /** Undefined is not known, which is not zero. */
  vacancies: number | undefined;
  applicants: number | undefined;
  termEnds: readonly IsoDate[];
}

export interface Board extends BoardEntry {
  /** RO-2026-0004. */
  id: string;
  undone: boolean;
}

/** Terms that end within this many days are worth preparing for (row A14). */
const SOON = 90;

export const endsSoon = (day: IsoDate | undefined, on: IsoDate): boolean =>
  day !== undefined && day >= on && day <= addDays(on, SOON);

export interface PostStore {
  /** Who holds that place already keeps it. */
  name(
    entries: readonly PostEntry[],
    on: IsoDate,
    write: Write,
  ): Promise<{ post: Post; outcome: "named" | "there before" }[]>;
  correct(id: string, entry: Omit<PostEntry, "kind">, reason: string | undefined, write: Write): Promise<Corrected>;
  end(id: string, on: IsoDate, reason: string | undefined, write: Write): Promise<"ended" | "ended before">;
  /** Held on that day, by whoever is still with the city. */
  held(kind: PostKind, on: IsoDate): Promise<Post[]>;
  get(id: string): Promise<Post | undefined>;
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<boolean>;
}

export interface BoardStore {
  /** A board is seated anew from that day; the same day twice is "on record". */
  seat(entry: BoardEntry, write: Write): Promise<{ outcome: "recorded" | "on record"; board: Board }>;
  correct(id: string, entry: BoardEntry, reason: string | undefined, write: Write): Promise<Corrected>;
  /** The newest of each board up to that day. */
  current(on: IsoDate): Promise<Board[]>;
  get(id: string): Promise<Board | undefined>;
  setUndone(id: string, undone: boolean, reason: string | undefined, write: Write): Promise<boolean>;
}

type Corrected = "corrected" | "unchanged" | "conflict";
