import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  numeric,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** What a department did, learned or was told, one shape for every kind of it (rows A4, B6, D1 and after); src/core/engagement-kinds.ts says who has what. */
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
    /** Which sort of its kind: a hub, an education event, a Fix-It Fair. */
    type: text(),
    /** Names of organisations, separated by semicolons. */
    partner: text(),
    /** The office, commission or forum on the other side. */
    body: text(),
    sector: text(),
    purpose: text(),
    source: text(),
    topic: text(),
    outcome: text(),
    languages: text().array().notNull().default(sql`'{}'::text[]`),
    /** Null is "not counted", which is not zero. */
    employees: integer(),
    contractors: integer(),
    residents: integer(),
    invited: integer(),
    responses: integer(),
    seats: integer(),
    completers: integer(),
    opportunities: integer(),
    /** The analysis, statement or training it belongs to. */
    about: text(),
    startsOn: date("starts_on", { mode: "string" }),
    dueOn: date("due_on", { mode: "string" }),
    nextOn: date("next_on", { mode: "string" }),
    closedOn: date("closed_on", { mode: "string" }),
    /** Whole cents, exact. */
    asked: numeric({ precision: 14, scale: 2 }),
    awarded: numeric({ precision: 14, scale: 2 }),
    note: text(),
    ...authored(),
  },
  (table) => [
    uniqueIndex("engagements_same")
      .on(table.department, table.heldOn, table.kind, table.titleKey)
      .where(sql`${table.voidedAt} is null`),
    // What a period's totals read: that period's records and no others, however many there are.
    index("engagements_period").on(table.kind, table.heldOn, table.department).where(sql`${table.voidedAt} is null`),
    // The newest of a kind in a department is one look, however long the history is.
    index("engagements_newest").on(table.kind, table.department, table.heldOn).where(sql`${table.voidedAt} is null`),
    index("engagements_open").on(table.kind).where(sql`${table.voidedAt} is null and ${table.closedOn} is null`),
    index("engagements_closed").on(table.kind, table.closedOn).where(sql`${table.voidedAt} is null`),
    index("engagements_planned")
      .on(table.kind, table.nextOn)
      .where(sql`${table.voidedAt} is null and ${table.nextOn} is not null`),
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

/** With whom: every organisation and body a record names, as names are compared. */
export const engagementContacts = pgTable(
  "engagement_contacts",
  {
    record: text()
      .notNull()
      .references(() => engagements.id),
    /** "partner" or "body". */
    role: text().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    /** The record's own day, so that the last contact is the end of an index. */
    heldOn: date("held_on", { mode: "string" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.record, table.role, table.key] }),
    index("engagement_contacts_last").on(table.role, table.key, table.heldOn),
  ],
);

/** The number in EN-2026-0012. */
export const engagementNumber = pgSequence("engagement_number");
