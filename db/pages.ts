import { and, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Recorded } from "../src/core/records/name.ts";
import type { Listed, Listing, Sort } from "../src/core/records/store.ts";
import { type Orm, rowsOf } from "./database.ts";
import type { Kept, RecordTable } from "./kept.ts";
import type { Then } from "./rows.ts";

/** What a list is ordered by, and which way. */
interface Key {
  by: SQL;
  down: boolean;
}

/** A page of a list, from where the one before ended; counted only where it is not all of it. */
export async function page<One extends Recorded>(
  orm: Orm,
  { table, by, author }: Pick<Kept<never, One, RecordTable>, "table" | "by" | "author">,
  select: (orm: Orm, where: SQL | undefined, then: Then) => Promise<One[]>,
  asked: Listing,
): Promise<Listed<One>> {
  const within = and(...conditions(table, by, author, asked));
  const [id, day] = [sql`${table.id}`, sql`${by.day}`];
  const usual = [...(by.rank ? [by.rank] : []), day, id].map((one) => ({ by: one, down: by.ascending !== true }));
  const keys = asked.sort ? keysOf(asked.sort, { id, day, department: by.department && orNone(by.department) }) : usual;
  const at = sql`from ${table} where ${table.id} = ${asked.after ?? ""}`;
  const where = asked.after === undefined ? within : and(within, beyond(keys, at));
  const rows = await select(orm, where, { order: keys.map(inOrder), limit: asked.limit + 1 });
  const records = rows.slice(0, asked.limit);
  const whole = asked.after === undefined && rows.length <= asked.limit;
  return {
    records,
    total: whole ? records.length : await count(orm, sql`${table} where ${within ?? sql`true`}`, asked),
    next: rows.length > asked.limit ? records.at(-1)?.id : undefined,
  };
}

/** What is the city's as a whole comes before what is a department's. */
const orNone = (department: PgColumn): SQL =>
  department.notNull ? sql`${department}` : sql`coalesce(${department}, '')`;

/** Of one department after the other the newest come first. */
function keysOf(sort: Sort, { id, day, department }: { id: SQL; day: SQL; department: SQL | undefined }): Key[] {
  const down = sort === "newest" || sort === "-number" || sort === "department";
  const keys = sort === "number" || sort === "-number" ? [id] : [day, id];
  const first = sort === "department" && department ? [{ by: department, down: false }] : [];
  return [...first, ...keys.map((by) => ({ by, down }))];
}

const inOrder = ({ by, down }: Key): SQL => (down ? sql`${by} desc` : sql`${by} asc`);

/** What comes after the record that `at` finds. Keys that go one way are one comparison, which an index answers. */
function beyond(keys: readonly Key[], at: SQL): SQL {
  const [first, ...rest] = keys;
  if (!first) return sql`false`;
  const sign = first.down ? sql`<` : sql`>`;
  if (rest.every(({ down }) => down === first.down)) {
    const all = sql.join(
      keys.map(({ by }) => by),
      sql`, `,
    );
    return sql`(${all}) ${sign} (select ${all} ${at})`;
  }
  const there = sql`(select ${first.by} ${at})`;
  return sql`(${first.by} ${sign} ${there} or (${first.by} = ${there} and ${beyond(rest, at)}))`;
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

/** Counted no further than it is asked for: a register of a million has no use for its number. */
async function count(orm: Orm, from: SQL, { countTo }: Listing): Promise<number> {
  const counted = countTo === undefined ? sql`select from ${from}` : sql`select from ${from} limit ${countTo + 1}`;
  const [row] = await rowsOf<{ n: number }>(orm, sql`select count(*)::int as n from (${counted}) as counted`);
  return row?.n ?? 0;
}

/** What a page is read by where a kind is kept in versions, or in more than one table: parts of its own statement. */
export interface Source {
  from: SQL;
  id: SQL;
  day: SQL;
  department: SQL;
  /** Some are the city's as a whole, and have no department. */
  ofTheCity?: true;
  author: SQL;
  subkind?: SQL;
  /** The rows that count, and, with those undone, the newest of each record. */
  live: SQL;
  newest: SQL;
  within(start: string, end: string): SQL;
}

/** The same page of such a kind, the newest first unless another order is asked for. */
export async function pageOf<One extends { id: string }>(
  orm: Orm,
  source: Source,
  read: (where: SQL, rest: SQL) => Promise<One[]>,
  asked: Listing,
): Promise<Listed<One>> {
  const { from, id, live, newest, ofTheCity } = source;
  const department = ofTheCity ? sql`coalesce(${source.department}, '')` : source.department;
  const keys = keysOf(asked.sort ?? "newest", { ...source, department });
  const within = sql.join([asked.undone ? newest : live, ...narrowed(source, asked)], sql` and `);
  const at = sql`from ${from} where ${id} = ${asked.after ?? ""} and ${newest}`;
  const where = asked.after === undefined ? within : sql`${within} and ${beyond(keys, at)}`;
  const order = sql.join(keys.map(inOrder), sql`, `);
  const rows = await read(where, sql`order by ${order} limit ${asked.limit + 1}`);
  const records = rows.slice(0, asked.limit);
  const whole = asked.after === undefined && rows.length <= asked.limit;
  return {
    records,
    total: whole ? records.length : await count(orm, sql`${from} where ${within}`, asked),
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
