import { sql } from "drizzle-orm";
import type { NewDelivery } from "../../../src/core/deliveries/deliveries.ts";
import { type Orm, rowsOf } from "../../database.ts";

const CHUNK = 2000;

/**
 * Adds messages in the transaction that causes them: they are on their way once it commits, and only then. One that is
 * there already (same kind, recipient and occasion) stays as it is. Returns how many were new.
 */
export async function enqueue(orm: Orm, deliveries: readonly NewDelivery[]): Promise<number> {
  let added = 0;
  for (let at = 0; at < deliveries.length; at += CHUNK) {
    const rows = JSON.stringify(deliveries.slice(at, at + CHUNK));
    // In the order of the key: two writers that add the same messages wait for each other, and never in a circle.
    const inserted = await rowsOf(
      orm,
      sql`insert into deliveries (kind, recipient, occasion, data, next_at)
        select kind, recipient, occasion, data, now() + coalesce("afterMs", 0) * interval '1 ms'
        from jsonb_to_recordset(${rows}::text::jsonb) as r(kind text, recipient text, occasion text, data jsonb, "afterMs" float8)
        order by kind, recipient, occasion
        on conflict (kind, recipient, occasion) do nothing returning 1`,
    );
    added += inserted.length;
  }
  return added;
}
