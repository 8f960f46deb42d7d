import { sql } from "drizzle-orm";
import { bigint, date, jsonb, pgTable } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/**
 * What makes somebody trained, in one row: who is trained costs the same after ten years as after one. It follows from
 * `attendance` that is not voided, and is kept with it.
 */
export const lastAttended = pgTable("last_attended", {
  person: bigint({ mode: "number" })
    .primaryKey()
    .references(() => people.id),
  /** Each course once attended, with the last day of it: `{"AR101": "2026-03-02"}`. */
  days: jsonb().notNull().default(sql`'{}'`),
  /** The last of these days: on that day and later, `days` is all there is to know. */
  latest: date({ mode: "string" }),
});
