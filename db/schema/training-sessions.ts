import { bigint, date, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { courses } from "./courses.ts";
import { departments } from "./departments.ts";

/** One course held on one day for one department; `ordinal` tells two on the same day apart. Totals are of live records. */
export const trainingSessions = pgTable(
  "training_sessions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    course: text()
      .notNull()
      .references(() => courses.code),
    heldOn: date("held_on", { mode: "string" }).notNull(),
    department: text()
      .notNull()
      .references(() => departments.code),
    ordinal: integer().notNull().default(1),
    records: integer().notNull().default(0),
    employees: integer().notNull().default(0),
    contractors: integer().notNull().default(0),
    unsplit: integer().notNull().default(0),
  },
  (table) => [
    unique("training_sessions_once").on(table.course, table.heldOn, table.department, table.ordinal),
    // The register reads a page of them from either end, the city's or a department's.
    index("training_sessions_day").on(table.heldOn),
    index("training_sessions_department").on(table.department, table.heldOn),
  ],
);
