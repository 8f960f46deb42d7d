import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { people } from "./people.ts";
import { trainingSessions } from "./training-sessions.ts";

/** One logging of training, in versions: a correction voids the live version and appends the next. */
export const trainingRecords = pgTable(
  "training_records",
  {
    /** TR-2026-0147. */
    id: text().notNull(),
    version: integer().notNull(),
    session: bigint({ mode: "number" })
      .notNull()
      .references(() => trainingSessions.id),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    /** As entered: totals that include the named people of that audience; null when not given. */
    employees: integer(),
    contractors: integer(),
    unsplit: integer(),
    /** What counts: given totals, or the named people where none was given. */
    totalEmployees: integer("total_employees").notNull(),
    totalContractors: integer("total_contractors").notNull(),
    totalUnsplit: integer("total_unsplit").notNull(),
    named: boolean().notNull(),
    note: text(),
    recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    uniqueIndex("training_records_live").on(table.id).where(sql`${table.voidedAt} is null`),
    // The same counts for the same session, with nobody named: "Another session?" (contract.md, The same again).
    uniqueIndex("training_records_same_counts")
      .on(table.session, table.totalEmployees, table.totalContractors, table.totalUnsplit)
      .where(sql`${table.voidedAt} is null and not ${table.named}`),
    index("training_records_session").on(table.session),
  ],
);

/** The number in TR-2026-0147: one sequence for the kind, gaps allowed. */
export const trainingRecordNumber = pgSequence("training_record_number");
