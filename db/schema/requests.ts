import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Requests that wrote, with their outcome: the same id again writes nothing. Purged after seven days. */
export const requests = pgTable(
  "requests",
  {
    id: text().primaryKey(),
    actor: bigint({ mode: "number" }).notNull(),
    record: text().notNull(),
    outcome: jsonb().notNull(),
    /** Where it was said, as `placeKey` writes it: what one says next there may speak of it. */
    place: text(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [index("requests_at").on(table.at)],
);
