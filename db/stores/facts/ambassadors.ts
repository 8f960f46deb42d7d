import { sql } from "drizzle-orm";
import type { Facts, FactsAsked } from "../../../src/domain/plan/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { newest } from "./newest.ts";

type Row = NonNullable<Facts["ambassadors"]> & { department: string };

/** Active as of the day; recruited and left within its quarter (row A3). */
export async function ambassadorFacts(orm: Orm, { on, since }: FactsAsked): Promise<Map<string, Row>> {
  const active = sql`state in ('active', 'ended') and answered_on <= ${on} and (ended_on is null or ended_on > ${on})`;
  const rows = await rowsOf<Row>(
    orm,
    sql`select department, count(*) filter (where ${active})::int as active,
        count(*) filter (where state in ('active', 'ended') and answered_on between ${since.quarter} and ${on})::int as recruited,
        count(*) filter (where state = 'ended' and answered_on is not null and ended_on between ${since.quarter} and ${on})::int as "left",
        ${newest(sql`answered_on desc`, active)} as records
      from ambassadors where voided_at is null and invited_on <= ${on} group by department`,
  );
  return new Map(rows.map((row) => [row.department, row]));
}
