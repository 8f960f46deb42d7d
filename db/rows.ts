import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { type Orm, reading } from "./database.ts";
import { people } from "./schema/people.ts";

/** In which order, and how many. */
export interface Then {
  order?: readonly SQL[];
  limit?: number;
}

/** The same as the end of a statement. */
export function endOf({ order = [], limit }: Then): SQL {
  const ordered = order.length === 0 ? sql`` : sql`order by ${sql.join([...order], sql`, `)}`;
  return limit === undefined ? ordered : sql`${ordered} limit ${limit}`;
}

/** Null, which is how Postgres says that something is not known, as undefined. */
export const known = <Row extends object>(row: Row) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])) as {
    [Name in keyof Row]: null extends Row[Name] ? Exclude<Row[Name], null> | undefined : Row[Name];
  };

/** What is no longer said must be written, too: undefined as null. */
export const withNulls = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null])) as Values;

/** Somebody a record names, as the core knows people; the department is the record's. Read it with `parsed`. */
export const personIn = (person: PgColumn, department: PgColumn | SQL = sql`null`): SQL =>
  sql`(select json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', ${department}, 'audience', p.audience,
    'handles', '[]'::json) from people p where p.id = ${person})`;

/** One driver parses JSON, the other does not. */
export const parsed = <Value>(json: Value | string): Value =>
  typeof json === "string" ? (JSON.parse(json) as Value) : json;

/** A list that came as JSON: one driver parses it, the other does not. */
export const listOf = (json: string[] | string): string[] => (typeof json === "string" ? JSON.parse(json) : json);

/** The values of `after` that differ from `before`, and what they were: what a correction leaves on the trail. */
export function differences<Values extends object>(before: Values, after: Values) {
  const names = (Object.keys(after) as (keyof Values & string)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (from: Values) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
  return names.length === 0 ? undefined : { before: pick(before), after: pick(after) };
}

/** Rows of a table with every column and their author's name, voided ones too, marked as undone. */
export async function readRows(
  orm: Orm,
  table: PgTable,
  author: PgColumn,
  where: SQL | undefined,
  { order = [], limit }: Then,
  extra: Readonly<Record<string, SQL>> = {},
): Promise<Record<string, unknown>[]> {
  const columns = { ...getTableColumns(table), authorName: people.name, ...extra };
  const query = orm.select(columns).from(table).innerJoin(people, eq(people.id, author)).where(where).$dynamic();
  const ordered = query.orderBy(...order);
  const rows: Record<string, unknown>[] = await reading(limit === undefined ? ordered : ordered.limit(limit));
  return rows.map(({ voidedAt, ...row }) => ({ ...inMilliseconds(known(row)), undone: voidedAt !== null }));
}

const inMilliseconds = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.getTime() : value]),
  );
