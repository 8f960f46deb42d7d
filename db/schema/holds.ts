import { sql } from "drizzle-orm";
import { date, pgSequence, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";

/** Somebody asked for records: what a package was made for. */
export const recordRequests = pgTable(
  "record_requests",
  {
    /** RQ-2026-0001. */
    id: text().primaryKey(),
    /** person, department, record or period. */
    covers: text().notNull(),
    value: text().notNull(),
    askedBy: text("asked_by"),
    receivedOn: date("received_on", { mode: "string" }).notNull(),
    /** SHA-256 of the package. */
    hash: text(),
    ...authored(),
  },
  (table) => [
    uniqueIndex("record_requests_same")
      .on(table.covers, table.value, table.receivedOn, sql`coalesce(${table.askedBy}, '')`)
      .where(sql`${table.voidedAt} is null`),
  ],
);

/** Why records are kept past their time. */
export const holds = pgTable(
  "holds",
  {
    /** HO-2026-0001. */
    id: text().primaryKey(),
    covers: text().notNull(),
    value: text().notNull(),
    because: text().notNull(),
    fromOn: date("from_on", { mode: "string" }).notNull(),
    endedOn: date("ended_on", { mode: "string" }),
    /** The request that opened it. */
    request: text().references(() => recordRequests.id),
    ...authored(),
  },
  (table) => [
    uniqueIndex("holds_same")
      .on(table.covers, table.value, table.because, table.fromOn)
      .where(sql`${table.voidedAt} is null and ${table.endedOn} is null`),
  ],
);

/** The number in HO-2026-0001. */
export const holdNumber = pgSequence("hold_number");
/** The number in RQ-2026-0001. */
export const recordRequestNumber = pgSequence("record_request_number");
