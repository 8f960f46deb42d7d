import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";

export const people = pgTable(
  "people",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Crews who have no desk have none; one of the three is there (people_known_by). */
    email: text(),
    employeeId: text("employee_id"),
    /** The id of the city's directory (Entra ID's object id). */
    externalId: text("external_id"),
    /** How this person is written where a person is meant: the first of the three that there is. */
    key: text().generatedAlwaysAs(sql`coalesce(email, employee_id, external_id)`),
    name: text().notNull(),
    /** Job title, as the HR system writes it. */
    title: text(),
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
    uniqueIndex("people_employee_id").on(sql`lower(regexp_replace(${table.employeeId}, '^0+(?=[0-9]+$)', ''))`),
    uniqueIndex("people_external_id").on(sql`lower(${table.externalId})`),
    index("people_key").on(sql`lower(regexp_replace(${table.key}, '^0+(?=[0-9]+$)', ''))`),
    check(
      "people_known_by",
      sql`${table.email} is not null or ${table.employeeId} is not null or ${table.externalId} is not null`,
    ),
    // Without a list of what is not indexed yet, which every look-up would have to go through after an import.
    index("people_name_words").using("gin", table.nameWords).with({ fastupdate: false }),
  ],
);
