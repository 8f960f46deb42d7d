import { sql } from "drizzle-orm";
import { bigint, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Answers } from "../../src/domain/analysis/analysis-template.ts";
import { analyses } from "./analyses.ts";
import { people } from "./people.ts";

/** The answers to one step: every save appends a version, and none is ever changed. */
export const analysisAnswers = pgTable(
  "analysis_answers",
  {
    record: text()
      .notNull()
      .references(() => analyses.id),
    step: text().notNull(),
    version: integer().notNull(),
    answers: jsonb().$type<Answers>().notNull(),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.record, table.step, table.version] })],
);
