import { and, asc, desc, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Recorded } from "../src/core/records/name.ts";
import type { Listed, Listing } from "../src/core/records/store.ts";
import { type Orm, rowsOf } from "./database.ts";
import type { Kept, RecordTable } from "./kept.ts";
import type { Then } from "./rows.ts";

/** A page of a list, from where the one before ended; counted only where it is not all of it. */
export async function page<One extends Recorded>(
  orm: Orm,
  { table, by, author }: Pick<Kept<never, One, RecordTable>, "table" | "by" | "author">,
  select: (orm: Orm, where: SQL | undefined, then: Then) => Promise<One[]>,
  asked: Listing,
): Promise<Listed<One>> {
  const within = and(...conditions(table, by, author, asked));
  const keys = [...(by.rank ? [by.rank] : []), sql`${by.day}`, sql`${table.id}`];
  const key = sql`(${sql.join(keys, sql`, `)})`;
  const beyond = sql`${key} ${by.ascending ? sql`>` : sql`<`} (select ${sql.join(keys, sql`, `)} from ${table} where ${table.id} = ${asked.after ?? ""})`;
  const order = keys.map((one) => (by.ascending ? asc(one) : desc(one)));
  const where = asked.after === undefined ? within : and(within, beyond);
  const rows = await select(orm, where, { order, limit: asked.limit + 1 });
  const records = rows.slice(0, asked.limit);
  const whole = asked.after === undefined && rows.length <= asked.limit;
  return {
    records,
    total: whole ? records.length : await count(orm, table, within),
    next: rows.length > asked.limit ? records.at(-1)?.id : undefined,
  };
}

function conditions(
  table: RecordTable,
  by: Kept<never, never, RecordTable>["by"],
  author: PgColumn,
  asked: Listing,
): (SQL | undefined)[] {
  const { departments } = asked;
  return [
    asked.undone ? undefined : isNull(table.voidedAt),
    by.only,
    departments === undefined || by.department === undefined ? undefined : inArray(by.department, [...departments]),
    by.subkind && asked.subkind !== undefined ? eq(by.subkind, asked.subkind) : undefined,
    by.of && asked.of !== undefined ? eq(by.of, asked.of) : undefined,
    asked.author === undefined ? undefined : sql`${author} = ${asked.author}`,
    ...period(by, asked),
  ];
}

function period(by: Kept<never, never, RecordTable>["by"], { start, end }: Listing): (SQL | undefined)[] {
  if (start !== undefined && end !== undefined && by.within) return [by.within(start, end)];
  const day = sql`${by.day}`;
  return [start === undefined ? undefined : gte(day, start), end === undefined ? undefined : lte(day, end)];
}

async function count(orm: Orm, table: RecordTable, where: SQL | undefined): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    orm,
    sql`select count(*)::int as n from ${table} where ${where ?? sql`true`}`,
  );
  return row?.n ?? 0;
}

/** What a page is read by where a kind is kept in versions, or in more than one table: parts of its own statement. */
export interface Source {
  from: SQL;
  id: SQL;
  day: SQL;
  department: SQL;
  author: SQL;
  subkind?: SQL;
  /** The rows that count, and, with those undone, the newest of each record. */
  live: SQL;
  newest: SQL;
  within(start: string, end: string): SQL;
}

/** The same page of such a kind, the newest first. */
export async function pageOf<One extends { id: string }>(
  orm: Orm,
  source: Source,
  read: (where: SQL, rest: SQL) => Promise<One[]>,
  asked: Listing,
): Promise<Listed<One>> {
  const { from, id, day, live, newest } = source;
  const within = sql.join([asked.undone ? newest : live, ...narrowed(source, asked)], sql` and `);
  const beyond = sql`(${day}, ${id}) < (select ${day}, ${id} from ${from} where ${id} = ${asked.after ?? ""} and ${newest})`;
  const where = asked.after === undefined ? within : sql`${within} and ${beyond}`;
  const rows = await read(where, sql`order by ${day} desc, ${id} desc limit ${asked.limit + 1}`);
  const records = rows.slice(0, asked.limit);
  const whole = asked.after === undefined && rows.length <= asked.limit;
  const counted = () => rowsOf<{ n: number }>(orm, sql`select count(*)::int as n from ${from} where ${within}`);
  return {
    records,
    total: whole ? records.length : ((await counted())[0]?.n ?? 0),
    next: rows.length > asked.limit ? records.at(-1)?.id : undefined,
  };
}

function narrowed({ department, author, subkind, within }: Source, asked: Listing): SQL[] {
  const { departments, start, end } = asked;
  return [
    ...(departments === undefined ? [] : [sql`${department} = any(${`{${departments.join(",")}}`}::text[])`]),
    ...(asked.author === undefined ? [] : [sql`${author} = ${asked.author}`]),
    ...(subkind === undefined || asked.subkind === undefined ? [] : [sql`${subkind} = ${asked.subkind}`]),
    ...(start === undefined || end === undefined ? [] : [within(start, end)]),
  ];
}
