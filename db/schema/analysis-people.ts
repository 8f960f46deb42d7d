import { sql } from "drizzle-orm";
import { bigint, index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { analyses } from "./analyses.ts";
import { people } from "./people.ts";

/** People invited to write an analysis, beside its owner and those whose role allows it anyway. */
export const analysisPeople = pgTable(
  "analysis_people",
  {
    record: text()
      .notNull()
      .references(() => analyses.id),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    invitedBy: bigint("invited_by", { mode: "number" })
      .notNull()
      .references(() => people.id),
    invitedAt: timestamp("invited_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.record, table.person] }), index("analysis_people_person").on(table.person)],
);
