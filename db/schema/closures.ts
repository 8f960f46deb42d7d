import { date, pgTable, text } from "drizzle-orm/pg-core";

/** Days on which the city's offices are closed, as an administrator entered them (row F6). */
export const closures = pgTable("closures", {
  date: date({ mode: "string" }).primaryKey(),
  name: text().notNull(),
});
