import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";

/** Messages on their way out (`src/core/deliveries/deliveries.ts`). Ids only: names and words are looked up when one is sent. */
export const deliveries = pgTable(
  "deliveries",
  {
    /** Travels in the message, so that the platform can be asked for it; unique over every database and every restore. */
    id: uuid().primaryKey().defaultRandom(),
    kind: text().notNull(),
    /** `person:12`, or `place:` with platform, tenant and id. */
    recipient: text().notNull(),
    occasion: text().notNull(),
    data: jsonb().notNull(),
    /** pending, sending, sent, revising, unconfirmed, failed or skipped. */
    state: text().notNull().default("pending"),
    /** When a worker may take it: when it is due, put back to, or when the lease of the worker that has it runs out. */
    nextAt: timestamp("next_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
    /** The moment its place is kept free for it. */
    slotAt: timestamp("slot_at", { withTimezone: true, mode: "date" }),
    attempts: integer().notNull().default(0),
    /** Fencing: counted up by every claim, so that a worker that comes late changes nothing. */
    token: bigint({ mode: "number" }).notNull().default(0),
    /** An officer wants an unconfirmed message sent: it is looked up once more, and then sent. */
    insisted: boolean().notNull().default(false),
    /** Where it was sent to, and the platform's own name for it. */
    address: jsonb(),
    message: jsonb(),
    /** A mark of the words that were sent, and how often they were to be said anew. */
    content: text(),
    revision: integer().notNull().default(0),
    /** Why it was put back, or is not delivered. */
    reason: text(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().default(sql`now()`),
    settledAt: timestamp("settled_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    unique("deliveries_once").on(table.kind, table.recipient, table.occasion),
    index("deliveries_due").on(table.nextAt).where(sql`${table.state} in ('pending', 'sending', 'revising')`),
    index("deliveries_open").on(table.settledAt).where(sql`${table.state} in ('failed', 'unconfirmed')`),
  ],
);
