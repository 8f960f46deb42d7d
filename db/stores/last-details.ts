import { sql } from "drizzle-orm";
import { type Orm, rowsOf } from "../database.ts";

/** What the trail keeps of the newest of these actions on a subject, so that it can be taken back. */
export async function lastDetails<Details extends object>(
  orm: Orm,
  subject: string,
  action: string,
): Promise<Details | undefined> {
  const [entry] = await rowsOf<{ details: Details | string }>(
    orm,
    sql`select details from audit_entries where subject = ${subject} and action = ${action} order by id desc limit 1`,
  );
  return typeof entry?.details === "string" ? (JSON.parse(entry.details) as Details) : entry?.details;
}
