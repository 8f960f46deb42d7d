import { type SQL, sql } from "drizzle-orm";
import type { Taken, TakenFilter } from "../../../src/domain/training/taken.ts";
import { type Orm, rowsOf } from "../../database.ts";

/** Three questions at once: how many people there are and have it, who they are, and what was attended. */
export async function takenBy(orm: Orm, filter: TakenFilter): Promise<Taken> {
  const [[people], names, [attended]] = await Promise.all([
    rowsOf<Pick<Taken, "people" | "taken">>(
      orm,
      sql`${members(filter)} select count(*)::int as people, count(held_on)::int as taken from member`,
    ),
    rowsOf<Omit<Taken["names"][number], "heldOn"> & { heldOn: string | null }>(
      orm,
      sql`${members(filter)} select name, department, tier, held_on::text as "heldOn" from member
        where held_on is ${filter.taken ? sql`not null` : sql`null`}
        order by array_position(array['senior-manager', 'manager', 'employee'], tier), name limit ${filter.limit}`,
    ),
    rowsOf<Pick<Taken, "sessions" | "attendance" | "named">>(orm, attendance(filter)),
  ]);
  if (!people || !attended) throw new Error("an aggregate answers one row");
  return { ...people, ...attended, names: names.map((one) => ({ ...one, heldOn: one.heldOn ?? undefined })) };
}

/** Employees with their confirmed department of the last day, and when they last took it. */
const members = ({ course, department, tier, start, end }: TakenFilter): SQL => sql`with member as (
  select p.id, p.name, p.tier, m.department, last.held_on from people p
  join memberships m on m.person = p.id and m.confirmed and m.from_on <= ${end} and not exists (
    select from memberships later where later.person = m.person and later.from_on <= ${end} and (later.from_on, later.id) > (m.from_on, m.id))
  left join lateral (
    select max(a.held_on) as held_on from attendance a join courses c on c.code = a.course
    where a.person = p.id and a.course = ${course} and not a.voided and a.held_on <= ${end}
      and ${start === undefined ? sql`(c.valid_months is null or (a.held_on + make_interval(months => c.valid_months))::date >= ${end}::date)` : sql`a.held_on >= ${start}`}) last on true
  where p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${end})
    ${department === undefined ? sql`` : sql`and m.department = ${department}`}
    ${tier === undefined ? sql`` : sql`and p.tier = ${tier}`})`;

/** Named people under their own department, the rest under the session's. */
const attendance = ({ course, department, start, end }: TakenFilter): SQL => sql`
  select coalesce(sum(cell.sessions), 0)::int as sessions, coalesce(sum(cell.attendance), 0)::int as attendance,
    coalesce(sum(cell.attendance) filter (where cell.named), 0)::int as named
  from training_sessions s
  cross join lateral (
    values (s.department, 1, s.employees + s.contractors + s.unsplit, false)
    union all select a.department, 0, 1, true from attendance a where a.session = s.id and not a.voided
    union all select s.department, 0, -1, false from attendance a where a.session = s.id and not a.voided
  ) as cell(department, sessions, attendance, named)
  where s.course = ${course} and s.records > 0 and s.held_on <= ${end}
    ${start === undefined ? sql`` : sql`and s.held_on >= ${start}`}
    ${department === undefined ? sql`` : sql`and cell.department = ${department}`}`;
