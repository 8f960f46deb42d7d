import { type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/city.ts";
import type { Tier } from "../../../src/core/person.ts";
import type { TrainedRow } from "../../../src/core/trained.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { attendedSince, lastDays, type ValidCourse, validCourses, withLastDays } from "./last-attended.ts";

/**
 * How many of each tier hold a course that is mandatory for them on that day (rows B1–B4): named, not voided, still
 * valid. Each person is read once, with their department of that day and the last day of each course.
 */
export async function trainedRows(
  { orm }: Database,
  department: string | undefined,
  on: IsoDate,
): Promise<TrainedRow[]> {
  const courses = await validCourses(orm, on, sql`mandatory_for <> '{}'`);
  if (courses.length === 0) return [];
  const groups = await countGroups(orm, department, on, courses);
  return groups.flatMap(({ trained, ...group }) => {
    const counts = typeof trained === "string" ? (JSON.parse(trained) as number[]) : trained;
    return courses.flatMap(({ code, mandatoryFor }, at) =>
      mandatoryFor.includes(group.tier) ? [{ ...toRow(group), course: code, trained: counts[at] ?? 0 }] : [],
    );
  });
}

interface Group {
  department: string;
  tier: Tier;
  people: number;
  headcount: number | null;
  headcountOn: string | null;
}

const toRow = (group: Group) => ({
  ...group,
  headcount: group.headcount ?? undefined,
  headcountOn: group.headcountOn ?? undefined,
});

/** The people of a tier and department, and how many of them hold each of the courses, in their order. */
function countGroups(orm: Orm, department: string | undefined, on: IsoDate, courses: readonly ValidCourse[]) {
  const here = department === undefined ? sql`` : sql`and m.department = ${department}`;
  const counts = courses.map((course): SQL => sql`count(*) filter (where ${attendedSince(lastDays(on), course)})`);
  return rowsOf<Group & { trained: number[] | string }>(
    orm,
    sql`with counted as (
        select m.department, p.tier, count(*)::int as people, array[${sql.join(counts, sql`, `)}] as trained
        from people p
        join memberships m on m.person = p.id and m.confirmed and m.from_on <= ${on} ${here} and not exists (
          select from memberships later where later.person = m.person and later.from_on <= ${on} and (later.from_on, later.id) > (m.from_on, m.id))
        ${withLastDays(on)}
        where p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${on})
        group by m.department, p.tier
      )
      select c.department, c.tier, c.people, to_json(c.trained) as trained, n.count as headcount, n.as_of::text as "headcountOn"
      from counted c
      left join lateral (
        select count, as_of from headcounts h
        where h.department = c.department and h.tier = c.tier and h.audience = 'employee' and as_of <= ${on} order by as_of desc limit 1
      ) n on true
      order by c.department, array_position(array['senior-manager', 'manager', 'employee'], c.tier)`,
  );
}
