import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** The trail: append-only (triggers refuse the rest), person ids and never names. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`clock_timestamp()`),
    actor: bigint({ mode: "number" }).notNull(),
    /** "training.record", "training.undo", "person.save" … */
    action: text().notNull(),
    subject: text().notNull(),
    request: text().notNull(),
    /** What is new, what was old, and why. */
    details: jsonb().notNull(),
  },
  (table) => [
    index("audit_entries_subject").on(table.subject),
    // What a file brought in, found by the file's hash.
    index("audit_entries_file").on(sql`(${table.details} -> 'file' ->> 'hash')`).where(sql`${table.details} ? 'file'`),
  ],
);
