import { bigint, timestamp } from "drizzle-orm/pg-core";
import { people } from "./people.ts";

/** Who entered a record, when, and since when it is undone: what each kind of record keeps. */
export const authored = () => ({
  author: bigint({ mode: "number" })
    .notNull()
    .references(() => people.id),
  recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  voidedAt: timestamp("voided_at", { withTimezone: true, mode: "date" }),
});
