import { integer, pgTable, text } from "drizzle-orm/pg-core";

export const courses = pgTable("courses", {
  code: text().primaryKey(),
  title: text().notNull(),
  /** racial-equity, dei, eo, toolkit or other. */
  program: text().notNull(),
  /** Tiers for which it is mandatory. */
  mandatoryFor: text("mandatory_for").array().notNull().default([]),
  aliases: text().array().notNull().default([]),
  /** Undefined: attendance never runs out. */
  validMonths: integer("valid_months"),
});
