import { date, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { courses } from "./courses.ts";

/**
 * For whom a course is mandatory, from which day on: what is asked of a day is judged by what was mandatory then. A course
 * without a row here has always been as `courses` says.
 */
export const courseDuties = pgTable(
  "course_duties",
  {
    course: text()
      .notNull()
      .references(() => courses.code),
    fromOn: date("from_on", { mode: "string" }).notNull(),
    mandatoryFor: text("mandatory_for").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.course, table.fromOn] })],
);
