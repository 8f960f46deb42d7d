import { sql } from "drizzle-orm";
import { bigint, date, index, pgSequence, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** The leadership teams (rows A1, A2). An open row is what makes a lead. */
export const roster = pgTable(
  "roster",
  {
    id: text().primaryKey(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    department: text()
      .notNull()
      .references(() => departments.code),
    fromOn: date("from_on", { mode: "string" }).notNull(),
    /** The first day no longer on the team. */
    endedOn: date("ended_on", { mode: "string" }),
    namedBy: bigint("named_by", { mode: "number" }).notNull().default(0),
    reason: text(),
    /** Unknown of what was recorded before this was kept. */
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    uniqueIndex("roster_active")
      .on(table.department, table.person)
      .where(sql`${table.endedOn} is null and ${table.voidedAt} is null`),
    index("roster_person").on(table.person),
  ],
);

/** The number in RO-2026-0003. */
export const rosterNumber = pgSequence("roster_number");
