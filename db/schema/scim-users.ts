import { sql } from "drizzle-orm";
import { bigint, boolean, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** Whom the city's directory keeps here (SCIM), as it sent them. A row goes when the directory lets go; the person stays. */
export const scimUsers = pgTable(
  "scim_users",
  {
    person: bigint({ mode: "number" })
      .primaryKey()
      .references(() => people.id),
    userName: text("user_name").notNull(),
    resource: jsonb().notNull(),
    version: integer().notNull().default(1),
    /** The directory said that this person left: only then does its "active" bring them back. */
    leftBySync: boolean("left_by_sync").notNull().default(false),
    leftAt: timestamp("left_at", { withTimezone: true, mode: "date" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [uniqueIndex("scim_users_user_name").on(sql`lower(${table.userName})`)],
);
