import { sql } from "drizzle-orm";
import { bigint, date, pgSequence, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
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
  },
  (table) => [uniqueIndex("roster_active").on(table.department, table.person).where(sql`${table.endedOn} is null`)],
);

/** The number in RO-2026-0003. */
export const rosterNumber = pgSequence("roster_number");
