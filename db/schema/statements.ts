import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Answers } from "../../src/domain/analysis/analysis-template.ts";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

const day = (name: string) => date(name, { mode: "string" });

/** Impact statements to the council's files (rows C5, H2). */
export const statements = pgTable(
  "statements",
  {
    /** IS-2026-0003. */
    id: text().primaryKey(),
    /** Number of the council's file. */
    file: text().notNull(),
    title: text().notNull(),
    /** Why it is made; see TRIGGERS in src/domain/statement/statements.ts. */
    trigger: text().notNull(),
    department: text()
      .notNull()
      .references(() => departments.code),
    requestedBy: text("requested_by"),
    requestedOn: day("requested_on"),
    committee: text(),
    hearingOn: day("hearing_on"),
    dueOn: day("due_on"),
    submittedOn: day("submitted_on"),
    attachedOn: day("attached_on"),
    outcome: text(),
    amended: boolean(),
    /** CH-…, which the command looked up. */
    change: text(),
    helper: bigint({ mode: "number" }).references(() => people.id),
    answers: jsonb().$type<Answers>().notNull().default({}),
    version: integer().notNull().default(0),
    addedOn: day("added_on").notNull(),
    preparer: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    /** Unknown of what was recorded before this was kept. */
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).defaultNow(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    uniqueIndex("statements_same").on(table.department, table.file).where(sql`${table.voidedAt} is null`),
    // What a period's totals read: those due in it, or without a hearing added in it, and no others.
    index("statements_period")
      .on(sql`coalesce(${table.dueOn}, ${table.addedOn})`)
      .where(sql`${table.voidedAt} is null`),
    index("statements_open")
      .on(table.department)
      .where(sql`${table.voidedAt} is null and ${table.submittedOn} is null`),
  ],
);

/** The number in IS-2026-0003. */
export const statementNumber = pgSequence("statement_number");
