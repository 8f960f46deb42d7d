import { sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/city.ts";
import type { TrainedRow } from "../../../src/core/trained.ts";
import { type Database, rowsOf } from "../../database.ts";

/**
 * How many of each tier hold a course that is mandatory for them on that day (rows B1–B4): named, not voided, still
 * valid. Each person is read once, with their department of that day and the last attendance of each course, which the
 * attendance index has in order; the row without a course counts the people themselves.
 */
export async function trainedRows(
  { orm }: Database,
  department: string | undefined,
  on: IsoDate,
): Promise<TrainedRow[]> {
  const here = department === undefined ? sql`` : sql`and m.department = ${department}`;
  const rows = await rowsOf<TrainedRow>(
    orm,
    sql`with counted as (
        select m.department, p.tier, held.course, count(*)::int as people
        from people p
        join memberships m on m.person = p.id and m.confirmed and m.from_on <= ${on} ${here} and not exists (
          select from memberships later where later.person = m.person and later.from_on <= ${on} and (later.from_on, later.id) > (m.from_on, m.id))
        cross join lateral (
          select null as course, null::date as last_on union all (
            select distinct on (course) course, held_on from attendance
            where person = p.id and not voided and held_on <= ${on} order by course desc, held_on desc)
        ) held
        left join courses c on c.code = held.course
        where p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${on})
          and (c.valid_months is null or (held.last_on + make_interval(months => c.valid_months))::date >= ${on}::date)
        group by m.department, p.tier, held.course
      ), count_of as (
        select distinct on (department, tier) department, tier, count, as_of from headcounts
        where audience = 'employee' and as_of <= ${on} order by department, tier, as_of desc
      )
      select everybody.department, everybody.tier, c.code as course, everybody.people, coalesce(t.people, 0) as trained,
        n.count as headcount, n.as_of::text as "headcountOn"
      from counted everybody
      join courses c on everybody.tier = any(c.mandatory_for)
      left join counted t on (t.department, t.tier, t.course) = (everybody.department, everybody.tier, c.code)
      left join count_of n on n.department = everybody.department and n.tier = everybody.tier
      where everybody.course is null
      order by everybody.department, array_position(array['senior-manager', 'manager', 'employee'], everybody.tier), c.code`,
  );
  return rows.map((row) => ({
    ...row,
    headcount: row.headcount ?? undefined,
    headcountOn: row.headcountOn ?? undefined,
  }));
}
