import { sql } from "drizzle-orm";
import { customType, date, index, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const snapshot = customType<{ data: string }>({ dataType: () => "pg_snapshot" });
const xid = customType<{ data: string }>({ dataType: () => "xid8" });

/**
 * How many of a department were trained on a day, as counted once: it holds while no mark tells of something that was not
 * seen then. Unlogged, like the marks: after a crash both are empty, and it is counted again.
 */
export const trainedCounts = pgTable(
  "trained_counts",
  {
    department: text().notNull(),
    onDay: date("on_day", { mode: "string" }).notNull(),
    /** By tier: people, and by course how many of them are trained. */
    counts: jsonb().notNull(),
    /** What had been committed when it was counted. */
    taken: snapshot().notNull(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.onDay, table.department] })],
);

/** That something was written which may change who is trained in a department, by triggers on all that decides it. */
export const trainedMarks = pgTable(
  "trained_marks",
  {
    /** Empty for every department. */
    department: text().notNull(),
    /** Earlier days are as they were. */
    since: date({ mode: "string" }).notNull(),
    xact: xid().notNull().default(sql`pg_current_xact_id()`),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [index("trained_marks_department").on(table.department, table.xact)],
);
