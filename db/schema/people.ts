import { sql } from "drizzle-orm";
import { bigint, boolean, date, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";

export const people = pgTable(
  "people",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    email: text().notNull(),
    name: text().notNull(),
    /** senior-manager, manager or employee. */
    tier: text().notNull(),
    seniorLeader: boolean("senior_leader").notNull().default(false),
    /** employee or contractor. */
    audience: text().notNull(),
    /** officer, admin, auditor: what an administrator gave; a lead is whoever is on the roster. */
    granted: text().array().notNull().default([]),
    leftOn: date("left_on", { mode: "string" }),
    /** Set when this turned out to be somebody else on record: that person then stands for both. */
    mergedInto: bigint("merged_into", { mode: "number" }),
    /** Lower-case words by which a sentence may name this person, each also by its first three letters. */
    nameWords: text("name_words").array().notNull().default([]),
  },
  (table) => [
    uniqueIndex("people_email").on(sql`lower(${table.email})`),
    // Without a list of what is not indexed yet, which every look-up would have to go through after an import.
    index("people_name_words").using("gin", table.nameWords).with({ fastupdate: false }),
  ],
);
