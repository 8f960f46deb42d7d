import { sql } from "drizzle-orm";
import { type Database, type Orm, rowsOf, transaction } from "../../database.ts";
import { differentPeople, refreshLastAttended } from "./last-attended.ts";
import { differentCounts, forgetCounts } from "./trained-counts.ts";

/** What the rollup should hold, computed from the live records. */
const FROM_RECORDS = sql`
  with live as (
    select r.id, r.version, r.session, s.department, s.course, date_trunc('month', s.held_on)::date as month,
      r.total_employees, r.total_contractors, r.total_unsplit
    from training_records r join training_sessions s on s.id = r.session where r.voided_at is null
  ), named as (
    select a.record, a.version, a.department, a.audience, date_trunc('month', a.held_on)::date as month, a.course from attendance a where not a.voided
  ), named_count as (
    select record, version, count(*) filter (where audience = 'employee')::int as employees, count(*) filter (where audience = 'contractor')::int as contractors
    from named group by record, version
  ), cells as (
    select department, month, course, 'any' as audience, count(distinct session)::int as sessions, 0 as attendance from live group by 1, 2, 3
    union all select department, month, course, 'employee', count(distinct session) filter (where total_employees > 0)::int, sum(total_employees - coalesce(n.employees, 0))::int
      from live left join named_count n on n.record = live.id and n.version = live.version group by 1, 2, 3
    union all select department, month, course, 'contractor', count(distinct session) filter (where total_contractors > 0)::int, sum(total_contractors - coalesce(n.contractors, 0))::int
      from live left join named_count n on n.record = live.id and n.version = live.version group by 1, 2, 3
    union all select department, month, course, 'unsplit', count(distinct session) filter (where total_unsplit > 0)::int, sum(total_unsplit)::int from live group by 1, 2, 3
    union all select department, month, course, audience, 0, count(*)::int from named group by 1, 2, 3, 4
  )
  select department, month, course, audience, sum(sessions)::int as sessions, sum(attendance)::int as attendance from cells
  group by department, month, course, audience having sum(sessions) <> 0 or sum(attendance) <> 0`;

/** What each session's own totals should be; its first and last record are told by them. */
const SESSIONS_FROM_RECORDS = sql`
  select s.id, s.department, s.held_on, s.course, count(r.id)::int as records, coalesce(sum(r.total_employees), 0)::int as employees,
    coalesce(sum(r.total_contractors), 0)::int as contractors, coalesce(sum(r.total_unsplit), 0)::int as unsplit
  from training_sessions s left join training_records r on r.session = s.id and r.voided_at is null
  group by s.id`;

/** Compares all that is kept beside the records with them, in words; with `repair` it is then rebuilt from them. */
export async function rollupDifferences(database: Database, repair: boolean): Promise<string[]> {
  return transaction(database, async (orm) => {
    if (repair)
      await rowsOf(orm, sql`lock table training_sessions, last_attended, training_rollup in share row exclusive mode`);
    const cells = await differentCells(orm);
    const sessions = await differentSessions(orm);
    const people = await differentPeople(orm);
    const counts = await differentCounts(orm);
    if (repair) await rebuild(orm, cells.length > 0, sessions.length > 0, people);
    return [...[...cells, ...sessions, ...people].map(({ words }) => words), ...counts];
  });
}

async function rebuild(orm: Orm, cells: boolean, sessions: boolean, people: readonly { person: number }[]) {
  await refreshLastAttended(
    orm,
    people.map(({ person }) => person),
  );
  if (cells) await rebuildCells(orm);
  if (sessions) await rebuildSessions(orm);
  await forgetCounts(orm);
}

const differentCells = (orm: Orm) =>
  rowsOf<{ words: string }>(
    orm,
    sql`with truth as (${FROM_RECORDS})
      select coalesce(t.department, r.department) || ' ' || to_char(coalesce(t.month, r.month), 'YYYY-MM') || ' ' || coalesce(t.course, r.course) || ' ' || coalesce(t.audience, r.audience)
        || ': rollup ' || coalesce(r.sessions, 0) || ' sessions and ' || coalesce(r.attendance, 0) || ' people, records ' || coalesce(t.sessions, 0) || ' and ' || coalesce(t.attendance, 0) as words
      from truth t full join training_rollup r using (department, month, course, audience)
      where (coalesce(t.sessions, 0), coalesce(t.attendance, 0)) <> (coalesce(r.sessions, 0), coalesce(r.attendance, 0)) order by 1`,
  );

const differentSessions = (orm: Orm) =>
  rowsOf<{ words: string }>(
    orm,
    sql`with truth as (${SESSIONS_FROM_RECORDS})
      select t.department || ' ' || to_char(t.held_on, 'YYYY-MM-DD') || ' ' || t.course || ', session ' || t.id
        || ': it says ' || s.records || ' records and ' || s.employees + s.contractors + s.unsplit || ' people, records ' || t.records || ' and ' || t.employees + t.contractors + t.unsplit as words
      from truth t join training_sessions s using (id)
      where (s.records, s.employees, s.contractors, s.unsplit) <> (t.records, t.employees, t.contractors, t.unsplit) order by 1`,
  );

async function rebuildCells(orm: Orm): Promise<void> {
  await rowsOf(orm, sql`delete from training_rollup`);
  await rowsOf(
    orm,
    sql`insert into training_rollup (department, month, course, audience, sessions, attendance) ${FROM_RECORDS}`,
  );
}

async function rebuildSessions(orm: Orm): Promise<void> {
  await rowsOf(
    orm,
    sql`with truth as (${SESSIONS_FROM_RECORDS})
      update training_sessions s set records = t.records, employees = t.employees, contractors = t.contractors, unsplit = t.unsplit
      from truth t where t.id = s.id`,
  );
}
