import { sql } from "drizzle-orm";
import { type Orm, rowsOf } from "../../database.ts";

/** The newest records of attendance at mandatory courses in one department: what proves its training figures. */
export async function trainingRecords(orm: Orm, department: string, on: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    orm,
    sql`select r.id from courses c
      join training_sessions s on s.course = c.code and s.department = ${department} and s.held_on <= ${on}
      join training_records r on r.session = s.id and r.voided_at is null and r.named
      where cardinality(c.mandatory_for) > 0 order by s.held_on desc, r.id desc limit 20`,
  );
  return rows.map(({ id }) => id);
}
