import { type SQL, sql } from "drizzle-orm";

/** As many records as a person looks at to believe a figure; the lists have the rest. */
const MOST = 20;

/** The ids of the newest records of a group that satisfy a condition. */
export const newest = (order: SQL, where: SQL, id: SQL = sql`id`): SQL =>
  sql`coalesce((array_agg(${id} order by ${order}, ${id} desc) filter (where ${where}))[1:${sql.raw(String(MOST))}], '{}')`;
