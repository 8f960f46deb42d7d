import { sql } from "drizzle-orm";
import { bigint, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** Who a platform's user is. */
export const identities = pgTable(
  "identities",
  {
    platform: text().notNull(),
    tenant: text().notNull(),
    userId: text("user_id").notNull(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.tenant, table.userId] }),
    index("identities_person").on(table.person),
    index("identities_mention").on(sql`lower(${table.userId})`),
  ],
);
