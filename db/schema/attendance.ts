import { sql } from "drizzle-orm";
import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { people } from "./people.ts";
import { trainingSessions } from "./training-sessions.ts";

/** A named person at a session: what makes somebody trained. `department` and `audience` are those of that day. */
export const attendance = pgTable(
  "attendance",
  {
    record: text().notNull(),
    version: integer().notNull(),
    session: bigint({ mode: "number" })
      .notNull()
      .references(() => trainingSessions.id),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    department: text().notNull(),
    audience: text().notNull(),
    course: text().notNull(),
    heldOn: date("held_on", { mode: "string" }).notNull(),
    voided: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.record, table.version, table.person] }),
    uniqueIndex("attendance_once").on(table.session, table.person).where(sql`not ${table.voided}`),
    index("attendance_person_course").on(table.person, table.course, table.heldOn).where(sql`not ${table.voided}`),
  ],
);
