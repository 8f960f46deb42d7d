import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** Measures that were defined here, beside the plan's own (row E30). */
export const measures = pgTable("measures", {
  id: text().primaryKey(),
  /** A Measure of src/domain/measure/measure.ts. */
  definition: jsonb().notNull(),
  author: bigint({ mode: "number" })
    .notNull()
    .references(() => people.id),
  definedAt: timestamp("defined_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

/** One figure for one period, in versions: a correction voids the live version and appends the next. */
export const measureValues = pgTable(
  "measure_values",
  {
    /** ME-2026-0012. */
    id: text().notNull(),
    version: integer().notNull(),
    measure: text().notNull(),
    periodStart: date("period_start", { mode: "string" }).notNull(),
    periodEnd: date("period_end", { mode: "string" }).notNull(),
    /** Null for the city as a whole. */
    department: text().references(() => departments.code),
    /** employee, contractor or unsplit. */
    audience: text().notNull(),
    value: numeric(),
    /** The total of a share. */
    total: numeric(),
    datedOn: date("dated_on", { mode: "string" }),
    state: text(),
    source: text(),
    note: text(),
    baseline: boolean().notNull().default(false),
    /** Of a baseline: quarters that were reported, of those its period has. */
    quarters: integer(),
    agreedWith: text("agreed_with"),
    ...authored(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    uniqueIndex("measure_values_live").on(table.id).where(sql`${table.voidedAt} is null`),
    // One figure for the same, and what a period's figures are read by.
    uniqueIndex("measure_values_same")
      .on(
        table.measure,
        table.baseline,
        table.periodStart,
        table.periodEnd,
        sql`coalesce(${table.department}, '')`,
        table.audience,
      )
      .where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in ME-2026-0012. */
export const measureNumber = pgSequence("measure_number");
