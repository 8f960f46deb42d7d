import { sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { Participation } from "../../../src/domain/training/participation.ts";
import { type Database, rowsOf } from "../../database.ts";
import { attendedSince, LAST_DAYS, validCourses, withLastDays } from "./last-attended.ts";

/** One department only: distinct people cost as much as they attended. */
export async function participation(
  { orm }: Database,
  department: string,
  start: IsoDate,
  end: IsoDate,
  today: IsoDate,
): Promise<Participation> {
  const courses = await validCourses(orm, today, sql`program = 'toolkit'`);
  const toolkit = courses.map((course) => attendedSince(LAST_DAYS, course));
  const [row] = await rowsOf<Omit<Participation, "contractorHeadcount"> & { contractorHeadcount: number | null }>(
    orm,
    sql`with lead as (
        select distinct r.person as id from roster r join people p on p.id = r.person
        where r.department = ${department} and r.voided_at is null and r.from_on <= ${today} and (r.ended_on is null or r.ended_on > ${today}) and (p.left_on is null or p.left_on > ${today})
      ), holds as (
        select p.id as person from people p ${withLastDays(today, true)}
        where p.id in (select id from lead) and (${toolkit.length === 0 ? sql`false` : sql.join(toolkit, sql` or `)})
      )
      select
        (select count(distinct person)::int from attendance where department = ${department} and not voided and held_on between ${start} and ${end}) as people,
        coalesce((select sum(attendance)::int from training_rollup where department = ${department} and audience = 'contractor' and month between ${start} and ${end}), 0) as contractors,
        (select sum(count)::int from (select distinct on (tier) count from headcounts where department = ${department} and audience = 'contractor' and as_of <= ${end} order by tier, as_of desc) n) as "contractorHeadcount",
        (select count(*)::int from lead) as leads,
        (select count(*)::int from lead where id in (select person from holds)) as "toolkitLeads"`,
  );
  if (!row) throw new Error("an aggregate answers one row");
  return { ...row, contractorHeadcount: row.contractorHeadcount ?? undefined };
}
