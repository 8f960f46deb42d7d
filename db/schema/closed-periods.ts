import { sql } from "drizzle-orm";
import { bigint, date, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** A quarter that was closed, with what it said then (row F11). Reopened, the row stays. */
export const closedPeriods = pgTable(
  "closed_periods",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    periodStart: date("period_start", { mode: "string" }).notNull(),
    periodEnd: date("period_end", { mode: "string" }).notNull(),
    closedOn: date("closed_on", { mode: "string" }).notNull(),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    /** A Snapshot of src/domain/closing/closing.ts. */
    snapshot: jsonb().notNull(),
    closedAt: timestamp("closed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    reopenedOn: date("reopened_on", { mode: "string" }),
    reopenedBy: bigint("reopened_by", { mode: "number" }).references(() => people.id),
    reason: text(),
  },
  (table) => [
    uniqueIndex("closed_periods_live").on(table.periodStart, table.periodEnd).where(sql`${table.reopenedOn} is null`),
  ],
);
