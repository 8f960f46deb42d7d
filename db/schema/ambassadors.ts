import { sql } from "drizzle-orm";
import { bigint, date, index, pgSequence, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** Ambassadors of a department (rows A3, A4): invited, then active or declined, ended with a reason. */
export const ambassadors = pgTable(
  "ambassadors",
  {
    /** AM-2026-0012. */
    id: text().primaryKey(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    department: text()
      .notNull()
      .references(() => departments.code),
    /** invited, active, declined or ended. */
    state: text().notNull(),
    invitedBy: bigint("invited_by", { mode: "number" }).notNull(),
    invitedOn: date("invited_on", { mode: "string" }).notNull(),
    /** When the person accepted or declined. */
    answeredOn: date("answered_on", { mode: "string" }),
    endedOn: date("ended_on", { mode: "string" }),
    reason: text(),
    /** Unknown of what was recorded before this was kept. */
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    // Nobody is invited twice to one department, or while being an ambassador there.
    uniqueIndex("ambassadors_open")
      .on(table.person, table.department)
      .where(sql`${table.voidedAt} is null and ${table.state} in ('invited', 'active')`),
    index("ambassadors_department").on(table.department),
  ],
);

/** The number in AM-2026-0012. */
export const ambassadorNumber = pgSequence("ambassador_number");
