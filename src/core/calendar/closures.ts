import type { IsoDate } from "../places/city.ts";
import type { Write } from "../request/write.ts";
import type { Closure } from "./business-days.ts";

/** Days on which the city's offices are closed, beyond the public holidays: its own holidays and furlough days (row F6). */
export interface ClosureStore {
  list(): Promise<Closure[]>;
  /** The same day again changes its name. */
  add(closure: Closure, write: Write): Promise<"added" | "changed" | "unchanged">;
  remove(date: IsoDate, write: Write): Promise<"removed" | "was not there">;
}
