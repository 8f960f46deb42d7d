import { sql } from "drizzle-orm";
import { bigint, boolean, date, pgSequence, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { authored } from "./authored.ts";
import { people } from "./people.ts";

/** Who was appointed equity officer, or stands in as acting officer, and until when (rows A7, A8). */
export const officerTerms = pgTable(
  "officer_terms",
  {
    /** OT-2026-0001. */
    id: text().primaryKey(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    acting: boolean().notNull(),
    appointedBy: text("appointed_by"),
    appointedOn: date("appointed_on", { mode: "string" }).notNull(),
    confirmedOn: date("confirmed_on", { mode: "string" }),
    /** Number of the council's file. */
    file: text(),
    /** The last day of the term. */
    termEnd: date("term_end", { mode: "string" }),
    ...authored(),
  },
  (table) => [
    uniqueIndex("officer_terms_same")
      .on(table.person, table.acting, table.appointedOn)
      .where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in OT-2026-0001. */
export const officerTermNumber = pgSequence("officer_term_number");
