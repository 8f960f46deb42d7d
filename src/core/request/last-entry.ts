import type { Place } from "./request.ts";

/** A place in one word: the same channel or direct message of the same platform. */
export const placeKey = ({ platform, tenant, id }: Place): string => `${platform}:${tenant}:${id}`;

/** For how long "undo that" and "make it 13" speak of what somebody wrote last in a place. */
export const LAST_ENTRY_MINUTES = 10;

export interface LastEntryStore {
  /** The records that this person wrote last in that place, within those minutes; none when there are none. */
  records(actor: number, place: string, minutes: number): Promise<readonly string[]>;
  /** The records that this person made by that request; none when it made none, or weeks ago. */
  madeBy(actor: number, request: string): Promise<readonly string[]>;
}
