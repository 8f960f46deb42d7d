import { sql } from "drizzle-orm";
import { integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Template } from "../../src/domain/analysis/analysis-template.ts";

/** Every version of a template that an analysis was started with, as it was then: files change, these do not. */
export const analysisTemplates = pgTable(
  "analysis_templates",
  {
    id: text().notNull(),
    version: integer().notNull(),
    body: jsonb().$type<Template>().notNull(),
    addedAt: timestamp("added_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);
