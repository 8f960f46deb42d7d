import type { Place } from "../request/request.ts";
import type { Write } from "../request/write.ts";
import type { IsoDate } from "./city.ts";

/** What a channel is for: one department's nudges, the leadership's summary, or the officer's digest. */
export type Purpose = `department:${string}` | "summary" | "digest";

export const forDepartment = (code: string): Purpose => `department:${code}`;

/** A channel bound to a purpose: one for each, over all platforms. */
export interface BoundPlace {
  purpose: Purpose;
  place: Place;
  /** What the platform calls it, where it says. */
  name: string | undefined;
  /** Milliseconds since 1970: what fell due before that is not sent here. */
  boundAt: number;
}

/** What a platform says about one of its channels. */
export interface PlaceInfo {
  name: string | undefined;
  /** People of another organisation see it: nothing of the city's is posted there. */
  shared: boolean;
  /** Why the assistant cannot post there. */
  closed?: "archived" | "not a member" | "group chat";
}

export interface PlaceStore {
  all(): Promise<BoundPlace[]>;
  /** Replaces what was bound to that purpose before. */
  bind(place: BoundPlace, write: Write): Promise<"bound" | "unchanged">;
  unbind(purpose: Purpose, write: Write): Promise<"unbound" | "was not bound">;
}

/** Who is written to where no channel is bound, and who looks after the plan. */
export interface Recipients {
  /** Department code → person ids of its leads that day. */
  leads: ReadonlyMap<string, readonly number[]>;
  /** Those of them who are senior leaders. */
  seniors: ReadonlyMap<string, readonly number[]>;
  officers: readonly number[];
}

export interface RecipientStore {
  on(day: IsoDate): Promise<Recipients>;
}
