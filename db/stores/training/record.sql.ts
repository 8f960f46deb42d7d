/**
 * `training log` in one statement: request id, record, named attendance, session totals, rollup and audit entry, or
 * nothing. No row comes back when the request id was there before, or when a person or the same counts are on record for
 * that day already (unless it is said to be another session). Where two such entries meet, a unique violation takes one
 * of them back; two that open another session at once meet in a null.
 *
 * `offset 0` keeps the planner from reading all people, or all live records, for the few that are wanted, as it does while
 * the tables are new and it knows nothing of them: the plan stays with the prepared statement.
 *
 * Rollup rows are written in the order of their code points, as `applyDeltas` does, whatever the server's collation:
 * writers that take them in different orders deadlock. For the same reason the rows of the people come before them, which
 * is what `rolled` counts those for.
 *
 * $1 request · $2 actor · $3 year · $4 course · $5 held on · $6 department · $7 another session? · $8 employees ·
 * $9 contractors · $10 unsplit · $11 note · $12 person ids, as `{1,2}` · $13 audit details, JSON · $14 tell those named? ·
 * $15 outcome for a repeated request, JSON · $16 where it was said
 */
export const RECORD_TRAINING = `
with named as (
  select wanted.id, p.email, p.name, p.audience, coalesce(m.department, $6::text) as department
  from (select distinct unnest($12::text::bigint[]) as id) as wanted
  left join lateral (select id, key as email, name, audience from people where id = wanted.id offset 0) p on true
  left join lateral (
    select department from memberships where person = p.id and from_on <= $5::date order by from_on desc, id desc limit 1
  ) m on true
), counted as (
  select coalesce($8::int, count(*) filter (where audience = 'employee'))::int as employees,
    coalesce($9::int, count(*) filter (where audience = 'contractor'))::int as contractors,
    coalesce($10::int, 0) as unsplit,
    count(*) filter (where audience = 'employee')::int as named_employees,
    count(*) filter (where audience = 'contractor')::int as named_contractors,
    count(*)::int as named
  from named
), on_record as (
  select from training_sessions s join attendance a on a.session = s.id
  where not $7::boolean and s.course = $4::text and s.held_on = $5::date and s.department = $6::text
    and a.person = any($12::text::bigint[]) and not a.voided
  union all
  select from counted, training_sessions s
  cross join lateral (select voided_at, total_employees, total_contractors, total_unsplit from training_records where session = s.id offset 0) r
  where not $7::boolean and s.course = $4::text and s.held_on = $5::date and s.department = $6::text
    and r.voided_at is null and counted.employees + counted.contractors + counted.unsplit > counted.named
    and (r.total_employees, r.total_contractors, r.total_unsplit) = (counted.employees, counted.contractors, counted.unsplit)
), claimed as (
  insert into requests (id, actor, record, outcome, place)
  select $1::text, $2::bigint, 'TR-' || $3::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), $15::text::jsonb, $16::text
  from (select nextval('training_record_number') as n) as next
  where not exists (select from on_record)
  on conflict (id) do nothing
  returning record
), session as (
  insert into training_sessions as s (course, held_on, department, ordinal, records, employees, contractors, unsplit)
  select $4::text, $5::date, $6::text,
    case when $7::boolean then 1 + coalesce((select max(ordinal) from training_sessions where course = $4::text and held_on = $5::date and department = $6::text), 0) else 1 end,
    1, counted.employees, counted.contractors, counted.unsplit
  from claimed, counted
  on conflict (course, held_on, department, ordinal) do update set records = case when $7::boolean then null else s.records + 1 end,
    employees = s.employees + excluded.employees, contractors = s.contractors + excluded.contractors, unsplit = s.unsplit + excluded.unsplit
  returning s.id, s.records, s.employees, s.contractors, s.unsplit
), recorded as (
  insert into training_records (id, version, session, author, employees, contractors, unsplit, total_employees, total_contractors, total_unsplit, named, note)
  select claimed.record, 1, session.id, $2::bigint, $8::int, $9::int, $10::int, counted.employees, counted.contractors, counted.unsplit, counted.named > 0, $11::text
  from claimed, session, counted
  returning id, session, recorded_at
), attended as (
  insert into attendance (record, version, session, person, department, audience, course, held_on)
  select recorded.id, 1, recorded.session, named.id, named.department, named.audience, $4::text, $5::date
  from recorded, named order by named.id
  returning person, department, audience
), remembered as (
  insert into last_attended as l (person, days, latest)
  select person, jsonb_build_object($4::text, $5::date), $5::date from attended order by person
  on conflict (person) do update set days = l.days || excluded.days, latest = greatest(l.latest, excluded.latest)
  where l.days->>$4::text is null or (l.days->>$4::text)::date < excluded.latest
  returning person
), deltas as (
  select department, audience, 0 as sessions, count(*)::int as attendance from attended group by department, audience
  union all select $6::text, 'any', (session.records = 1)::int, 0 from session
  union all select $6::text, 'employee', (counted.employees > 0 and session.employees = counted.employees)::int, counted.employees - counted.named_employees from session, counted
  union all select $6::text, 'contractor', (counted.contractors > 0 and session.contractors = counted.contractors)::int, counted.contractors - counted.named_contractors from session, counted
  union all select $6::text, 'unsplit', (counted.unsplit > 0 and session.unsplit = counted.unsplit)::int, counted.unsplit from session, counted
), rolled as (
  insert into training_rollup as r (department, month, course, audience, sessions, attendance)
  select department, date_trunc('month', $5::date)::date, $4::text, audience, sum(sessions), sum(attendance)
  from deltas group by department, audience having (select count(*) from remembered) >= 0 and (sum(sessions) <> 0 or sum(attendance) <> 0)
  order by department collate "C", audience collate "C"
  on conflict (month, department, course, audience) do update set sessions = r.sessions + excluded.sessions, attendance = r.attendance + excluded.attendance
), audited as (
  insert into audit_entries (actor, action, subject, request, details)
  select $2::bigint, 'training.record', recorded.id, $1::text, $13::text::jsonb from recorded
), told as (
  insert into deliveries (kind, recipient, occasion, data)
  select 'recorded-you', 'person:' || person, recorded.id || ' v1', jsonb_build_object('record', recorded.id, 'by', $2::bigint)
  from recorded, attended where $14::boolean and person <> $2::bigint
  order by person
  on conflict (kind, recipient, occasion) do nothing
)
select recorded.id, (extract(epoch from recorded.recorded_at) * 1000)::float8 as "recordedAt",
  (select name from people where id = $2::bigint) as "authorName",
  counted.employees, counted.contractors, counted.unsplit,
  session.employees + session.contractors + session.unsplit as "sessionTotal",
  (select json_agg(json_build_object('id', id, 'email', email, 'name', name, 'department', department, 'audience', audience, 'handles', '[]'::json) order by name, id) from named) as named
from recorded, session, counted`;
