import { sql } from "drizzle-orm";
import { date, index, pgSequence, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";
import { departments } from "./departments.ts";

/** What was said of the plan's actions, one row each time (row E23). The actions themselves are in the plan file. */
export const planProgress = pgTable(
  "plan_progress",
  {
    /** PL-2026-0004. */
    id: text().primaryKey(),
    action: text().notNull(),
    /** Null is the action as a whole. */
    department: text().references(() => departments.code),
    state: text({ enum: ["planned", "on track", "late", "done"] }).notNull(),
    note: text(),
    reportedOn: date("reported_on", { mode: "string" }).notNull(),
    ...authored(),
  },
  (table) => [
    // A note may be longer than an index takes.
    uniqueIndex("plan_progress_same")
      .on(
        table.action,
        sql`coalesce(${table.department}, '')`,
        table.reportedOn,
        table.state,
        sql`md5(coalesce(${table.note}, ''))`,
      )
      .where(sql`${table.voidedAt} is null`),
    index("plan_progress_latest")
      .on(table.action, table.department, table.reportedOn)
      .where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in PL-2026-0004. */
export const planProgressNumber = pgSequence("plan_progress_number");
