import { sql } from "drizzle-orm";
import { type EngagementFact, type Facts, type FactsAsked, WINDOWS, type Window } from "../../../src/core/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { newest } from "./newest.ts";

interface Row extends EngagementFact {
  department: string | null;
  window: Window;
  kind: string;
  type: string | null;
}

/**
 * By department (the city under null), window, kind, and kind and type: how many, the last, and the newest ids. Reads the
 * plan period's records of kinds a rule may name, and no older ones (rows B6, D4, D9).
 */
export async function engagementFacts(
  orm: Orm,
  { on, since }: FactsAsked,
): Promise<Map<string | null, Facts["engagements"]>> {
  const windows = sql.join(
    WINDOWS.map((window) => sql`(${window}::text, ${since[window]}::date)`),
    sql`, `,
  );
  const rows = await rowsOf<Row>(
    orm,
    sql`select e.department, w.name as "window", e.kind, e.type, count(*)::int as count, max(e.held_on)::text as "lastOn",
        ${newest(sql`e.held_on desc`, sql`true`, sql`e.id`)} as records
      from engagements e join (values ${windows}) as w(name, since) on e.held_on between w.since and ${on}::date
      where e.voided_at is null
      group by grouping sets ((e.department, w.name, e.kind), (e.department, w.name, e.kind, e.type), (w.name, e.kind), (w.name, e.kind, e.type))
      having grouping(e.type) = 1 or e.type is not null`,
  );
  const found = new Map<string | null, Partial<Record<Window, Map<string, EngagementFact>>>>();
  for (const { department, window, kind, type, ...fact } of rows) {
    const windowsOf = found.get(department) ?? {};
    const kinds = windowsOf[window] ?? new Map<string, EngagementFact>();
    found.set(department, { ...windowsOf, [window]: kinds.set(type === null ? kind : `${kind}/${type}`, fact) });
  }
  return found;
}
