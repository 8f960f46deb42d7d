import { sql } from "drizzle-orm";
import { date, index, integer, numeric, pgSequence, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";
import { departments } from "./departments.ts";

const dollars = (name: string) => numeric(name, { precision: 14, scale: 2 });

/** What analyses and statements led to (rows C7, C8). Money and positions in columns of their own (trap G12). */
export const changes = pgTable(
  "changes",
  {
    /** CH-2026-0007. */
    id: text().primaryKey(),
    /** policy, resource or none. */
    kind: text().notNull(),
    /** AN-… or IS-…, which the command looked up. */
    source: text().notNull(),
    department: text()
      .notNull()
      .references(() => departments.code),
    description: text(),
    decidedBy: text("decided_by"),
    adoptedOn: date("adopted_on", { mode: "string" }).notNull(),
    evidence: text(),
    amount: dollars("amount"),
    fte: numeric({ precision: 10, scale: 2 }),
    account: text(),
    fund: text(),
    budgetYear: integer("budget_year"),
    before: dollars("before"),
    after: dollars("after"),
    /** What tells two changes of one source apart. */
    sameKey: text("same_key").notNull(),
    ...authored(),
  },
  (table) => [
    uniqueIndex("changes_same").on(table.source, table.kind, table.sameKey).where(sql`${table.voidedAt} is null`),
    // What a period's totals read: that period's changes and no others.
    index("changes_period").on(table.adoptedOn, table.department).where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in CH-2026-0007. */
export const changeNumber = pgSequence("change_number");
