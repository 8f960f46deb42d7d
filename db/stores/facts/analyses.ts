import { sql } from "drizzle-orm";
import type { AnalysisFact, FactsAsked, Window } from "../../../src/domain/plan/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { newest } from "./newest.ts";

interface Row extends AnalysisFact {
  department: string;
  window: Window;
}

/** By department and window: new items registered and analysed, existing ones completed (rows C1-C3, trap G10). */
export async function analysisFacts(
  orm: Orm,
  { on, since, analyses }: FactsAsked,
): Promise<Map<string, Partial<Record<Window, AnalysisFact>>>> {
  if (analyses.length === 0) return new Map();
  const windows = sql.join(
    analyses.map((window) => sql`(${window}::text, ${since[window]}::date)`),
    sql`, `,
  );
  const fresh = sql`a.kind = 'new' and a.exempt is null and a.registered_on between w.since and ${on}::date`;
  const done = sql`a.completed_on <= ${on}::date`;
  const existing = sql`a.kind = 'existing' and a.completed_on between w.since and ${on}::date`;
  const rows = await rowsOf<Row>(
    orm,
    sql`select a.department, w.name as "window", count(*) filter (where ${fresh})::int as "registeredNew",
        count(*) filter (where ${fresh} and ${done})::int as "analysedNew",
        count(*) filter (where ${existing})::int as "completedExisting",
        ${newest(sql`coalesce(a.completed_on, a.registered_on) desc`, fresh, sql`a.id`)} as "newRecords",
        ${newest(sql`a.completed_on desc`, existing, sql`a.id`)} as "existingRecords"
      from analyses a cross join (values ${windows}) as w(name, since)
      where a.voided_at is null and a.registered_on <= ${on} group by a.department, w.name`,
  );
  const found = new Map<string, Partial<Record<Window, AnalysisFact>>>();
  for (const { department, window, ...fact } of rows) {
    found.set(department, { ...found.get(department), [window]: fact });
  }
  return found;
}
