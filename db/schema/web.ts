import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Links that sign one person in, once; of each only a digest is kept. */
export const webLinks = pgTable(
  "web_links",
  {
    hash: text().primaryKey(),
    person: bigint({ mode: "number" }).notNull(),
    path: text().notNull(),
    expires: moment("expires").notNull(),
    used: moment("used"),
  },
  (table) => [index("web_links_person").on(table.person)],
);

/** Browsers that are signed in to the pages. Ended ones stay until they are purged: they say that somebody was here. */
export const webSessions = pgTable(
  "web_sessions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    hash: text().notNull().unique(),
    person: bigint({ mode: "number" }).notNull(),
    began: moment("began").notNull().default(sql`now()`),
    seen: moment("seen").notNull().default(sql`now()`),
    ended: moment("ended"),
  },
  (table) => [index("web_sessions_person").on(table.person)],
);
