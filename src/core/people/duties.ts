import type { IsoDate } from "../places/city.ts";
import type { Write } from "../request/write.ts";

/** Who holds a role of the plan (its RACI matrix), from a day on; a role may be held by several. */
export interface Holder {
  /** Id of the role: "CEO". */
  role: string;
  person: number;
  name: string;
  fromOn: IsoDate;
}

export interface DutyStore {
  hold(role: string, person: number, from: IsoDate, write: Write): Promise<"named" | "named before">;
  /** `on` is the first day on which the person no longer holds it. */
  end(role: string, person: number, on: IsoDate, write: Write): Promise<"ended" | "not held">;
  /** Takes back that they hold it from that day, or that they no longer do, where that still is what was said last. */
  undo(
    role: string,
    person: number,
    what: "hold" | "end",
    on: IsoDate,
    write: Write,
  ): Promise<"undone" | "nothing to undo">;
  /** Held on that day, by whoever is still with the city. */
  held(on: IsoDate): Promise<Holder[]>;
}
