import { sql } from "drizzle-orm";
import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Values too long for a button or a form of a platform. Purged after 30 days. */
export const drafts = pgTable(
  "drafts",
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    content: text().notNull(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [index("drafts_at").on(table.at)],
);
