import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/**
 * Totals that do not grow with history, by department, month, course and audience. `sessions` counts a session once
 * under `any`, and once under each audience that attended; `attendance` is zero under `any`.
 */
export const trainingRollup = pgTable(
  "training_rollup",
  {
    department: text().notNull(),
    month: date({ mode: "string" }).notNull(),
    course: text().notNull(),
    /** employee, contractor, unsplit or any. */
    audience: text().notNull(),
    sessions: integer().notNull().default(0),
    attendance: integer().notNull().default(0),
  },
  // Month first: a period reads its own months and no others.
  (table) => [primaryKey({ columns: [table.month, table.department, table.course, table.audience] })],
);
