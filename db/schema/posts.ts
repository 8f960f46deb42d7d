import { sql } from "drizzle-orm";
import { bigint, date, index, integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** Places other than on a leadership team (rows A10, A13, B6): of committees, of the citywide team, of heads. None makes a lead. */
export const posts = pgTable(
  "posts",
  {
    /** RO-2026-0003, of the sequence of the rosters. */
    id: text().primaryKey(),
    /** committee, cet or head. */
    kind: text().notNull(),
    /** The committee, the service area, or the division of a head; empty for the head of a whole department. */
    body: text().notNull(),
    /** The body as names are compared. */
    key: text().notNull(),
    person: bigint({ mode: "number" }).references(() => people.id),
    /** Somebody from outside the city's workforce, by the name under which they serve. */
    member: text(),
    /** Whose place it is, as places are compared: a person's id or a member's name. */
    holder: text().notNull(),
    department: text().references(() => departments.code),
    selectedBy: text("selected_by"),
    fromOn: date("from_on", { mode: "string" }).notNull(),
    /** The last day of the term. */
    termEnd: date("term_end", { mode: "string" }),
    /** The first day no longer there. */
    endedOn: date("ended_on", { mode: "string" }),
    reason: text(),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    /** Unknown of what was recorded before this was kept. */
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    uniqueIndex("posts_open")
      .on(table.kind, sql`coalesce(${table.department}, '')`, table.key, table.holder)
      .where(sql`${table.endedOn} is null and ${table.voidedAt} is null`),
    index("posts_kind").on(table.kind),
    index("posts_person").on(table.person),
  ],
);

/** How a board or a committee is seated on a day (row A14), as counts: who applied is nobody's to keep here. */
export const boards = pgTable(
  "boards",
  {
    /** RO-2026-0004, of the sequence of the rosters. */
    id: text().primaryKey(),
    name: text().notNull(),
    key: text().notNull(),
    asOf: date("as_of", { mode: "string" }).notNull(),
    seats: integer().notNull(),
    /** Null is "not said", which is not zero. */
    vacancies: integer(),
    applicants: integer(),
    /** One day for each seat whose term ends. */
    termEnds: date("term_ends", { mode: "string" }).array().notNull().default(sql`'{}'::date[]`),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    /** Unknown of what was recorded before this was kept. */
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [uniqueIndex("boards_same").on(table.key, table.asOf).where(sql`${table.voidedAt} is null`)],
);
