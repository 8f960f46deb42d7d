import { bigint, boolean, date, index, pgTable, text } from "drizzle-orm/pg-core";
import { departments } from "./departments.ts";
import { people } from "./people.ts";

/** From which day a person belongs to which department; the newest row that has begun counts (trap G8). */
export const memberships = pgTable(
  "memberships",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    person: bigint({ mode: "number" })
      .notNull()
      .references(() => people.id),
    department: text()
      .notNull()
      .references(() => departments.code),
    fromOn: date("from_on", { mode: "string" }).notNull(),
    /** Said by the person only: a default for their own logging, not counted for compliance. */
    confirmed: boolean().notNull().default(true),
  },
  (table) => [
    index("memberships_person").on(table.person, table.fromOn, table.id),
    index("memberships_department").on(table.department, table.person),
  ],
);
