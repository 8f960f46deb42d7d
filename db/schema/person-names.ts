import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** How somebody was called, and written to, before a rename: the trail itself holds no names. */
export const personNames = pgTable(
  "person_names",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    name: text().notNull(),
    email: text(),
    until: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [index("person_names_person").on(table.person)],
);
