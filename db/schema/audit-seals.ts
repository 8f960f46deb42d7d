import { bigint, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** What was on the trail when it was sealed (`src/core/records/audit.ts`): append-only as the trail itself. */
export const auditSeals = pgTable("audit_seals", {
  /** 1, 2, 3 …: a missing one shows. */
  number: bigint({ mode: "number" }).primaryKey(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  /** Every entry up to this id is in this seal or in one before it. */
  through: bigint({ mode: "number" }).notNull(),
  ids: bigint({ mode: "number" }).array().notNull(),
  /** SHA-256 of each of them, in hex. */
  digests: text().array().notNull(),
  /** SHA-256 over all of this and the hash before, in hex. */
  hash: text().notNull(),
});
