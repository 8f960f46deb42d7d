import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { codeOf, databaseError } from "./errors.ts";
import type * as schema from "./schema/index.ts";

/** Drizzle over either driver; a transaction is one too. */
export type Orm = PgDatabase<PgQueryResultHKT, typeof schema>;

/** One database, embedded or a server; the difference ends here. */
export interface Database {
  kind: "embedded" | "server";
  orm: Orm;
  /** The hot path: one statement, prepared once, one round trip. `writes` decides what a broken connection means. */
  run<Row>(statement: string, values: readonly unknown[], writes?: boolean): Promise<Row[]>;
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** Rows of a raw statement: the drivers disagree on their shape. */
export async function rowsOf<Row>(orm: Orm, query: SQL): Promise<Row[]> {
  const result: unknown = await orm.execute(query);
  return (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as Row[];
}

const RETRIABLE = new Set(["40001", "40P01"]);

/** A transaction, tried again when Postgres gave it up for another (deadlock, serialization). */
export async function transaction<T>(database: Database, work: (orm: Orm) => Promise<T>, attempts = 5): Promise<T> {
  try {
    return await database.orm.transaction(work);
  } catch (error) {
    if (attempts > 1 && RETRIABLE.has(codeOf(error))) return transaction(database, work, attempts - 1);
    throw databaseError(error, true);
  }
}
