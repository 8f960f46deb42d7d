import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  date,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { PaperKindName, PaperRecipient } from "../../src/domain/paper/papers.ts";
import type { PaperStepEntry } from "../../src/domain/paper/records.ts";
import { people } from "./people.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const author = () =>
  bigint({ mode: "number" })
    .notNull()
    .references(() => people.id);
const recordedAt = () => timestamp("recorded_at", { withTimezone: true, mode: "date" }).notNull().defaultNow();
const voidedAt = () => timestamp("voided_at", { withTimezone: true, mode: "date" });

/** Versions of papers that were sent for review (rows E1, H1, H3). */
export const papers = pgTable(
  "papers",
  {
    /** RP-2026-0001. */
    id: text().primaryKey(),
    kind: text().$type<PaperKindName>().notNull(),
    period: text().notNull(),
    version: integer().notNull(),
    supersedes: text(),
    because: text(),
    title: text().notNull(),
    asOf: date("as_of", { mode: "string" }).notNull(),
    sentOn: date("sent_on", { mode: "string" }).notNull(),
    hash: text().notNull(),
    chain: jsonb().$type<readonly string[]>().notNull(),
    to: jsonb("goes_to").$type<readonly PaperRecipient[]>().notNull(),
    author: author(),
    recordedAt: recordedAt(),
    voidedAt: voidedAt(),
  },
  (table) => [
    uniqueIndex("papers_same").on(table.kind, table.period, table.version).where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in RP-2026-0001. */
export const paperNumber = pgSequence("paper_number");

/** A version's canonical JSON ("json"), and what was approved, byte for byte. */
export const paperFiles = pgTable(
  "paper_files",
  {
    paper: text()
      .notNull()
      .references(() => papers.id),
    format: text().notNull(),
    /** Hexadecimal. */
    sha256: text().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.paper, table.format] })],
);

/** Decisions of the review, and receipts (row E1). */
export const paperSteps = pgTable(
  "paper_steps",
  {
    /** AP-2026-0001. */
    id: text().primaryKey(),
    paper: text()
      .notNull()
      .references(() => papers.id),
    decision: text().$type<PaperStepEntry["decision"]>().notNull(),
    party: text().notNull(),
    on: date("decided_on", { mode: "string" }).notNull(),
    file: text(),
    comment: text(),
    name: text(),
    reference: text(),
    author: author(),
    recordedAt: recordedAt(),
    voidedAt: voidedAt(),
  },
  (table) => [
    uniqueIndex("paper_steps_same")
      .on(table.paper, table.party, sql`(${table.decision} = 'received')`)
      .where(sql`${table.voidedAt} is null`),
    uniqueIndex("paper_steps_file").on(table.file).where(sql`${table.voidedAt} is null`),
  ],
);

/** The number in AP-2026-0001. */
export const paperStepNumber = pgSequence("paper_step_number");

/** What somebody wrote for a section, one row a version. */
export const paperWords = pgTable(
  "paper_words",
  {
    kind: text().$type<PaperKindName>().notNull(),
    period: text().notNull(),
    section: text().notNull(),
    version: integer().notNull(),
    text: text().notNull(),
    author: author(),
    writtenOn: date("written_on", { mode: "string" }).notNull(),
    factsHash: text("facts_hash").notNull(),
    recordedAt: recordedAt(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.period, table.section, table.version] })],
);
