import { boolean, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** One row: which city's plan this database belongs to, and whether it holds sample data. */
export const deployment = pgTable("deployment", {
  id: integer().primaryKey(),
  plan: text().notNull(),
  sample: boolean().notNull().default(false),
  /** `reset` sets it: the sample city never comes back by itself. */
  demoOff: boolean("demo_off").notNull().default(false),
  /** When the officer let the messages of the clock go out, by the city's clock; nothing goes out before (`admin golive`). */
  liveAt: timestamp("live_at", { withTimezone: true, mode: "date" }),
});
