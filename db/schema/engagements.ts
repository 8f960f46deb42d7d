import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** What a department did together, one shape for every kind (row A4). */
export const engagements = pgTable(
  "engagements",
  {
    /** EN-2026-0012. */
    id: text().primaryKey(),
    kind: text().notNull(),
    heldOn: date("held_on", { mode: "string" }).notNull(),
    department: text()
      .notNull()
      .references(() => departments.code),
    title: text().notNull(),
    /** The title as titles are compared. */
    titleKey: text("title_key").notNull(),
    partner: text(),
    languages: text().array().notNull().default(sql`'{}'::text[]`),
    /** Null is "not counted", which is not zero. */
    employees: integer(),
    contractors: integer(),
    residents: integer(),
    note: text(),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    uniqueIndex("engagements_same")
      .on(table.department, table.heldOn, table.kind, table.titleKey)
      .where(sql`${table.voidedAt} is null`),
    // What a period's totals read: that period's records and no others, however many there are.
    index("engagements_period").on(table.kind, table.heldOn, table.department).where(sql`${table.voidedAt} is null`),
  ],
);

/** Who led it. */
export const engagementLeaders = pgTable(
  "engagement_leaders",
  {
    record: text()
      .notNull()
      .references(() => engagements.id),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    primaryKey({ columns: [table.record, table.person] }),
    index("engagement_leaders_person").on(table.person),
  ],
);

/** The number in EN-2026-0012. */
export const engagementNumber = pgSequence("engagement_number");
