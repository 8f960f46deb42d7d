import { sql } from "drizzle-orm";
import { bigint, date, index, pgSequence, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** What leads answered to nudges: snoozed, does not apply, handed over (row F3). */
export const nudgeAnswers = pgTable(
  "nudge_answers",
  {
    /** NU-2026-0004. */
    id: text().primaryKey(),
    kind: text({ enum: ["snooze", "not applicable", "hand over"] }).notNull(),
    department: text()
      .notNull()
      .references(() => departments.code),
    quarter: text().notNull(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    /** Of the plan file. */
    obligation: text(),
    person: bigint({ mode: "number" }).references(() => people.id),
    reason: text(),
    decision: text({ enum: ["accepted", "declined"] }),
    decidedBy: bigint("decided_by", { mode: "number" }).references(() => people.id),
    because: text(),
    author: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    /** By the clock that messages go by. */
    saidAt: timestamp("said_at", { withTimezone: true, mode: "date" }).notNull(),
    voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    uniqueIndex("nudge_answers_same")
      .on(
        table.kind,
        table.department,
        table.startsOn,
        table.endsOn,
        sql`coalesce(${table.obligation}, '')`,
        sql`coalesce(${table.person}, 0)`,
      )
      .where(sql`${table.voidedAt} is null and ${table.decision} is distinct from 'declined'`),
    index("nudge_answers_until").on(table.endsOn).where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in NU-2026-0004. */
export const nudgeAnswerNumber = pgSequence("nudge_answer_number");
