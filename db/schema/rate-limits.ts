import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** One row per place and per workspace, which every process asks before it sends. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  /** The first turn that is not given out yet. */
  freeAt: timestamp("free_at", { withTimezone: true, mode: "date" }).notNull(),
  /** The last turn that was taken. */
  usedAt: timestamp("used_at", { withTimezone: true, mode: "date" }).notNull(),
});
