import { sql } from "drizzle-orm";
import { boolean, date, integer, pgSequence, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";
import { departments } from "./departments.ts";

/** Every version of every department's vision statement (rows A5, A6). */
export const visions = pgTable(
  "visions",
  {
    /** VS-2026-0004. */
    id: text().primaryKey(),
    department: text()
      .notNull()
      .references(() => departments.code),
    /** From 1, within the department; what was undone keeps its number. */
    version: integer().notNull(),
    text: text().notNull(),
    /** Ids of the plan's goals. */
    goals: text().array().notNull().default(sql`'{}'::text[]`),
    draftedOn: date("drafted_on", { mode: "string" }).notNull(),
    adoptedOn: date("adopted_on", { mode: "string" }),
    adoptedBy: text("adopted_by"),
    /** The adoption was taken back; its day stays, so that it can be put back. */
    adoptionUndone: boolean("adoption_undone").notNull().default(false),
    ...authored(),
  },
  (table) => [uniqueIndex("visions_version").on(table.department, table.version)],
);

/** The number in VS-2026-0004. */
export const visionNumber = pgSequence("vision_number");
