import { type SQL, sql } from "drizzle-orm";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { writeOnce } from "../write.ts";

/** The next id of a kind of record: "VS", with the year of recording and the number of its sequence, "VS-2026-0004". */
export const nextId = (prefix: string, sequence: string, { year }: Write): SQL =>
  sql`(select ${prefix}::text || '-' || ${year}::int || '-' || lpad(n, greatest(4, length(n)), '0')
    from (select nextval(${sequence}::regclass)::text as n) as next)`;

/** A table whose rows are voided, never deleted. */
export interface Voidable {
  table: string;
  /** What its records are called on the trail: "engagement". */
  noun: string;
  /** The index that says which two records are the same, among those that are not undone. */
  same?: string;
  /** Whether it may be put back, where other records can forbid it; asked before anything is written. */
  mayReturn?(orm: Orm, id: string): Promise<boolean>;
}

/** Voids a record, or takes the void back; false when the same is on record again by another one. */
export async function setUndone(
  database: Database,
  { table, noun, same, mayReturn }: Voidable,
  id: string,
  undone: boolean,
  reason: string | undefined,
  write: Write,
): Promise<boolean> {
  try {
    return await writeOnce<boolean>(database, write, `${noun}.${undone ? "undo" : "restore"}`, async (orm) => {
      if ((await lockUndone(orm, table, id)) === undone) return { unwritten: true };
      if (!undone && mayReturn && !(await mayReturn(orm, id))) return { unwritten: false };
      const voided = undone ? sql`now()` : sql`null`;
      await rowsOf(orm, sql`update ${sql.identifier(table)} set voided_at = ${voided} where id = ${id}`);
      return { outcome: true, subject: id, details: { undone, reason } };
    });
  } catch (error) {
    if (same !== undefined && constraintOf(error) === same) return false;
    throw error;
  }
}

/** Whether it is undone; nobody else writes its row until this transaction ends. */
async function lockUndone(orm: Orm, table: string, id: string): Promise<boolean> {
  const [row] = await rowsOf<{ undone: boolean }>(
    orm,
    sql`select voided_at is not null as undone from ${sql.identifier(table)} where id = ${id} for update`,
  );
  if (!row) throw new Error(`${id} is not there`);
  return row.undone;
}

export { differences, known, listOf } from "../rows.ts";
