import { sql } from "drizzle-orm";
import { jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What somebody said of a file's columns, for the next file with the same headings. */
export const fileMappings = pgTable(
  "file_mappings",
  {
    kind: text().notNull(),
    headingHash: text("heading_hash").notNull(),
    /** Heading → column of ours, and in which order its days are written. */
    answers: jsonb().notNull(),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.kind, table.headingHash] })],
);
