import { setTimeout as sleep } from "node:timers/promises";
import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { DatabaseDown, OutcomeUnknown } from "../src/core/request/errors.ts";
import { databaseError, gaveWay } from "./errors.ts";
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
  /** The whole of an embedded database, as a .tar.gz; a server has tools of its own. */
  backup?(): Promise<Uint8Array>;
  /** Of a server: how many connections are in use, how many there may be, and whether it gives fewer than are asked for. */
  connections?(): { inUse: number; limit: number; short: boolean };
  close(): Promise<void>;
}

/** What drizzle reads, with its errors in the core's words. */
export async function reading<T>(query: PromiseLike<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    throw databaseError(error, false);
  }
}

/** Rows of a raw statement: the drivers disagree on their shape. */
export async function rowsOf<Row>(orm: Orm, query: SQL): Promise<Row[]> {
  const result: unknown = await reading(orm.execute(query));
  return (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as Row[];
}

/** A transaction, tried again when Postgres gave it up for another's. */
export function transaction<T>(database: Database, work: (orm: Orm) => Promise<T>): Promise<T> {
  return unlessItGaveWay(async () => {
    try {
      return await database.orm.transaction(work);
    } catch (error) {
      throw databaseError(error, true);
    }
  });
}

const ATTEMPTS = 5;

/** Work of which nothing is kept when it gives way to somebody else's (deadlock, serialization): then it is done again. */
export async function unlessItGaveWay<T>(work: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (attempt >= ATTEMPTS || !gaveWay(error)) throw error;
    return unlessItGaveWay(work, attempt + 1);
  }
}

/** Milliseconds before each further try: two seconds in all, in which a server that restarts is back. */
const PAUSES = [50, 100, 200, 400, 600, 700];

/**
 * A write that does nothing when it was done before (it carries its request id), so that after a broken connection it can
 * be sent again until its outcome is known. What is not known in the end is said to be unknown, never "nothing was saved".
 */
export async function untilKnown<T>(write: () => Promise<T>, unknown?: OutcomeUnknown, tries = 0): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const first = unknown ?? (error instanceof OutcomeUnknown ? error : undefined);
    if (first === undefined || !(error instanceof OutcomeUnknown || error instanceof DatabaseDown)) throw error;
    const pause = PAUSES[tries];
    if (pause === undefined) throw first;
    await sleep(pause);
    return untilKnown(write, first, tries + 1);
  }
}
