import { sql } from "drizzle-orm";
import { date, index, pgSequence, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";
import { departments } from "./departments.ts";

/** What the officer and the departments recommend, and what became of it (rows C12, C13). */
export const recommendations = pgTable(
  "recommendations",
  {
    /** AR-2026-0005. */
    id: text().primaryKey(),
    /** AN-… or IS-…, which the command looked up; a recommendation may stand for itself. */
    source: text(),
    department: text()
      .notNull()
      .references(() => departments.code),
    text: text().notNull(),
    /** The text without case, punctuation and spaces: what makes two the same. */
    textKey: text("text_key").notNull(),
    addressedTo: text("addressed_to").notNull(),
    /** officer or department. */
    by: text().notNull(),
    recommendedOn: date("recommended_on", { mode: "string" }).notNull(),
    /** open, accepted or declined. */
    status: text().notNull().default("open"),
    answeredOn: date("answered_on", { mode: "string" }),
    reason: text(),
    ...authored(),
  },
  (table) => [
    uniqueIndex("recommendations_same")
      .on(table.department, sql`coalesce(${table.source}, '')`, table.textKey)
      .where(sql`${table.voidedAt} is null`),
    index("recommendations_period").on(table.recommendedOn, table.department).where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in AR-2026-0005. */
export const recommendationNumber = pgSequence("recommendation_number");
