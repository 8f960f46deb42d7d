import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  date,
  index,
  pgSequence,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** Organisations that a city works with (row D8); what was done with them is among the engagements, found by their names. */
export const partners = pgTable(
  "partners",
  {
    /** PA-2026-0012. */
    id: text().primaryKey(),
    name: text().notNull(),
    /** The name as names are compared: engagement_contacts.key. */
    key: text().notNull(),
    /** How the organisation is reached at work; never somebody's home. */
    contact: text(),
    focus: text(),
    sector: text(),
    class: text(),
    languages: text().array().notNull().default(sql`'{}'::text[]`),
    /** Whether it agreed to be listed; null is "not asked". */
    consent: boolean(),
    owner: bigint({ mode: "number" }).references(() => people.id),
    addedOn: date("added_on", { mode: "string" }).notNull(),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    /** The record that stands for the same organisation. */
    mergedInto: text("merged_into").references((): AnyPgColumn => partners.id),
    /** Unknown of what was recorded before this was kept. */
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [uniqueIndex("partners_same").on(table.key).where(sql`${table.voidedAt} is null`)],
);

/** A call, a letter, something to remember: it counts as contact. */
export const partnerNotes = pgTable(
  "partner_notes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    partner: text()
      .notNull()
      .references(() => partners.id),
    on: date({ mode: "string" }).notNull(),
    text: text().notNull(),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
  },
  (table) => [index("partner_notes_last").on(table.partner, table.on)],
);

/** The number in PA-2026-0012. */
export const partnerNumber = pgSequence("partner_number");
