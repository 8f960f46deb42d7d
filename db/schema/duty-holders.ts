import { sql } from "drizzle-orm";
import { bigint, date, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** Who holds a role of the plan's RACI matrix (row E14). */
export const dutyHolders = pgTable(
  "duty_holders",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Its id in the plan file. */
    role: text().notNull(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    fromOn: date("from_on", { mode: "string" }).notNull(),
    /** The first day on which they no longer hold it. */
    endedOn: date("ended_on", { mode: "string" }),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    uniqueIndex("duty_holders_open")
      .on(table.role, table.person)
      .where(sql`${table.endedOn} is null and ${table.voidedAt} is null`),
  ],
);
