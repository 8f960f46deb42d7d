import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Channels and what each is for (`src/core/places/places.ts`): one for each purpose, over all platforms. */
export const places = pgTable("places", {
  /** department:DPW, summary or digest. */
  purpose: text().primaryKey(),
  platform: text().notNull(),
  tenant: text().notNull(),
  place: text().notNull(),
  name: text(),
  /** By the city's clock: what fell due before is not sent here. */
  boundAt: timestamp("bound_at", { withTimezone: true, mode: "date" }).notNull(),
});
