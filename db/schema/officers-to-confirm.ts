import { bigint, boolean, pgTable, timestamp } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** Whom an administrator made equity officer, and nobody else has confirmed yet (contract.md, Who may do what). */
export const officersToConfirm = pgTable("officers_to_confirm", {
  person: bigint({ mode: "number" })
    .primaryKey()
    .references(() => people.id),
  askedBy: bigint("asked_by", { mode: "number" })
    .notNull()
    .references(() => people.id),
  /** Nobody was there who could confirm it: the role holds meanwhile. */
  inEffect: boolean("in_effect").notNull(),
  askedAt: timestamp("asked_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});
