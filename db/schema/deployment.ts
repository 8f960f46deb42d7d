import { boolean, integer, pgTable, text } from "drizzle-orm/pg-core";

/** One row: which city's plan this database belongs to, and whether it holds sample data. */
export const deployment = pgTable("deployment", {
  id: integer().primaryKey(),
  plan: text().notNull(),
  sample: boolean().notNull().default(false),
  /** `reset` sets it: the sample city never comes back by itself. */
  demoOff: boolean("demo_off").notNull().default(false),
});
