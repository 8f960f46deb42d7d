import { boolean, date, pgTable, text } from "drizzle-orm/pg-core";

export const departments = pgTable("departments", {
  code: text().primaryKey(),
  name: text().notNull(),
  aliases: text().array().notNull().default([]),
  serviceArea: text("service_area"),
  active: boolean().notNull().default(true),
  /** The last day on which it was a department; its records stay its own. */
  endedOn: date("ended_on", { mode: "string" }),
  /** Where its people and what it owes go from then on, when it was merged. */
  mergedInto: text("merged_into"),
});
