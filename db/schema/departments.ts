import { boolean, pgTable, text } from "drizzle-orm/pg-core";

export const departments = pgTable("departments", {
  code: text().primaryKey(),
  name: text().notNull(),
  aliases: text().array().notNull().default([]),
  serviceArea: text("service_area"),
  active: boolean().notNull().default(true),
});
