import { sql } from "drizzle-orm";
import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Who installed the bot by OAuth. Tokens are encrypted before they come here. */
export const installations = pgTable("installations", {
  key: text().primaryKey(),
  teamId: text("team_id"),
  enterpriseId: text("enterprise_id"),
  botUserId: text("bot_user_id"),
  sealedToken: text("sealed_token").notNull(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
});
