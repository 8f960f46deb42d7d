import { sql } from "drizzle-orm";
import { bigint, date, index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** Somebody who would leave with too many others at once: an administrator decides. */
export const heldLeaves = pgTable(
  "held_leaves",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    leftOn: date("left_on", { mode: "string" }).notNull(),
    /** Where it was said: the file's name and hash, and the line in it. */
    file: text(),
    hash: text(),
    line: integer(),
    heldAt: timestamp("held_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
    decidedAt: timestamp("decided_at", { withTimezone: true, mode: "date" }),
    decidedBy: bigint("decided_by", { mode: "number" }),
    /** left or stayed. */
    decision: text(),
  },
  (table) => [index("held_leaves_open").on(table.person).where(sql`${table.decidedAt} is null`)],
);
