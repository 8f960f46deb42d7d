import { sql } from "drizzle-orm";
import type { TrainingProof } from "../../../src/domain/plan/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";

/** As many of each course and tier as a person looks at to believe a figure. */
const MOST = 20;

/**
 * The newest records that name people of a department, by course and tier, at courses that are mandatory for them or teach
 * the toolkit: what proves its training figures, and nothing else.
 */
export function trainingRecords(orm: Orm, department: string, on: string): Promise<TrainingProof[]> {
  return rowsOf<TrainingProof>(
    orm,
    sql`select record, course, tier from (
        select a.record, a.course, p.tier, max(a.held_on) as held_on,
          row_number() over (partition by a.course, p.tier order by max(a.held_on) desc, a.record desc) as place
        from memberships m
        join people p on p.id = m.person and p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${on})
        join attendance a on a.person = p.id and not a.voided and a.held_on <= ${on}
        join courses c on c.code = a.course and (p.tier = any(c.mandatory_for) or c.program = 'toolkit')
        where m.department = ${department} and m.confirmed and m.from_on <= ${on} and not exists (
          select from memberships later where later.person = m.person and later.from_on <= ${on} and (later.from_on, later.id) > (m.from_on, m.id))
        group by a.record, a.course, p.tier
      ) as newest where place <= ${MOST} order by held_on desc, record desc`,
  );
}
