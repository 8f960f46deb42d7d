import { sql } from "drizzle-orm";
import { pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** Where somebody, or a channel, is written to on a platform that must have been written to first. */
export const platformReferences = pgTable(
  "platform_references",
  {
    platform: text().notNull(),
    tenant: text().notNull(),
    /** person or place. */
    to: text().notNull(),
    id: text().notNull(),
    /** JSON, whole, as the platform said it. */
    content: text().notNull(),
    at: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.platform, table.tenant, table.to, table.id] })],
);
