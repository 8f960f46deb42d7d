import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What fell due, and what was decided about it: once, by whichever process looked first (`src/core/deliveries/occasions.ts`). */
export const occasions = pgTable(
  "occasions",
  {
    job: text().notNull(),
    subject: text().notNull(),
    occasion: text().notNull(),
    dueAt: timestamp("due_at", { withTimezone: true, mode: "date" }).notNull(),
    /** queued or skipped. */
    outcome: text().notNull(),
    reason: text(),
    /** Obligations that were open then, of those whose gaps are followed up. */
    open: text().array(),
    /** When something was first done about what was open; by the city's clock. */
    answeredAt: timestamp("answered_at", { withTimezone: true, mode: "date" }),
    /** By the city's clock. */
    decidedAt: timestamp("decided_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.job, table.subject, table.occasion] }),
    index("occasions_due").on(table.job, table.dueAt),
  ],
);
