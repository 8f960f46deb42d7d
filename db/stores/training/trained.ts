import { sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/city.ts";
import type { TrainedRow } from "../../../src/core/trained.ts";
import { type Database, rowsOf } from "../../database.ts";

/**
 * How many of each tier hold a course that is mandatory for them on that day (rows B1–B4): named, not voided, still
 * valid. One pass over the attendance index; people are with their department of that day.
 */
export function trainedRows({ orm }: Database, department: string | undefined, on: IsoDate): Promise<TrainedRow[]> {
  const here = department === undefined ? sql`` : sql`and m.department = ${department}`;
  const few =
    department === undefined
      ? sql``
      : sql`and a.person in (select person from memberships where department = ${department})`;
  return rowsOf<TrainedRow>(
    orm,
    sql`with member as (
        select distinct on (person) person, department, confirmed from memberships where from_on <= ${on} order by person, from_on desc, id desc
      ), held as (
        select a.person, a.course from attendance a join courses c on c.code = a.course
        where not a.voided and a.held_on <= ${on} ${few}
          and (c.valid_months is null or (a.held_on + make_interval(months => c.valid_months))::date >= ${on}::date)
        group by a.person, a.course
      ), count_of as (
        select distinct on (department, tier) department, tier, count, as_of from headcounts
        where audience = 'employee' and as_of <= ${on} order by department, tier, as_of desc
      )
      select m.department, p.tier, c.code as course, count(*)::int as people, count(h.person)::int as trained,
        max(n.count)::int as headcount, max(n.as_of)::text as "headcountOn"
      from people p
      join member m on m.person = p.id and m.confirmed ${here}
      join courses c on p.tier = any(c.mandatory_for)
      left join held h on h.person = p.id and h.course = c.code
      left join count_of n on n.department = m.department and n.tier = p.tier
      where p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${on})
      group by m.department, p.tier, c.code
      order by m.department, array_position(array['senior-manager', 'manager', 'employee'], p.tier), c.code`,
  ).then((rows) =>
    rows.map((row) => ({ ...row, headcount: row.headcount ?? undefined, headcountOn: row.headcountOn ?? undefined })),
  );
}
