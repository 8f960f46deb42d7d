import { bigint, date, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { departments } from "./departments.ts";

/** How many people a department has, by tier and audience, from a day on (trap G7). */
export const headcounts = pgTable(
  "headcounts",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    department: text()
      .notNull()
      .references(() => departments.code),
    tier: text().notNull(),
    audience: text().notNull(),
    count: integer().notNull(),
    asOf: date("as_of", { mode: "string" }).notNull(),
  },
  (table) => [uniqueIndex("headcounts_once").on(table.department, table.tier, table.audience, table.asOf)],
);
