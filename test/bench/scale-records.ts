/**
 * What a city of sixty departments records beside its training, over the same two years: teams, ambassadors, visions,
 * analyses, statements, engagements and figures of every quarter. Person 1 to 600 are the first ten of each department.
 */
export const RECORDS: readonly string[] = [
  "update people set granted = '{officer}' where id = 1",
  `insert into roster (id, person, department, from_on) select 'RO-2025-' || (1000 + id), id, ${codeOf("(id - 1) % 60")}, date '2025-01-06' + (id % 90)::int from generate_series(1, 120) id`,
  "update people set senior_leader = true where id between 1 and 60",
  `insert into ambassadors (id, person, department, state, invited_by, invited_on, answered_on)
    select 'AM-2025-' || (1000 + id), id, ${codeOf("(id - 1) % 60")}, 'active', 1, date '2025-02-03', date '2025-02-10' + (id % 600)::int from generate_series(121, 420) id`,
  `insert into visions (id, department, version, text, drafted_on, adopted_on, author)
    select 'VS-2025-' || (1000 + n), ${codeOf("n")}, 1, 'A vision', date '2025-03-03', case when n % 5 > 0 then date '2025-09-01' + (n * 7)::int end, 1 from generate_series(0, 59) n`,
  `insert into analyses (id, title, title_key, kind, department, state, author, owner, registered_on, completed_on)
    select 'AN-2025-' || (1000 + n), 'Item ' || n, 'item' || n, case when n % 3 = 0 then 'existing' else 'new' end, ${codeOf("n % 60")},
      case when n % 4 = 0 then 'draft' else 'completed' end, 1, 1, date '2024-12-01' + (n * 700 / 1200)::int, case when n % 4 > 0 then date '2024-12-20' + (n * 690 / 1200)::int end
    from generate_series(0, 1199) n`,
  `insert into statements (id, file, title, trigger, department, hearing_on, due_on, submitted_on, added_on, preparer)
    select 'IS-2025-' || (1000 + n), (240000 + n)::text, 'File ' || n, 'grant', ${codeOf("n % 60")}, day + 30, day + 23,
      case when n % 7 > 0 then day + 20 end, day, 1 from generate_series(0, 1199) n, lateral (select date '2024-12-01' + (n * 690 / 1200)::int as day) d`,
  `insert into engagements (id, kind, held_on, department, title, title_key, type, residents, author)
    select 'EN-2025-' || (1000 + n), (array['meeting', 'discussion', 'outreach', 'cooperation', 'activity'])[1 + n % 5], date '2024-12-01' + (n * 710 / 12000)::int,
      ${codeOf("n % 60")}, 'Meeting ' || n, 'meeting' || n, case when n % 5 = 2 then 'education' end, n % 90, 1 from generate_series(0, 11999) n`,
  `insert into measure_values (id, version, measure, period_start, period_end, department, audience, value, total, author)
    select 'ME-2025-' || (1000 + row_number() over ()), 1, measure, day::date, (day + interval '3 months - 1 day')::date, ${codeOf("n")}, 'unsplit', 20 + n % 30, 60, 1
    from generate_series(0, 59) n, unnest(array['job-descriptions', 'performance-tools']) measure,
      generate_series(date '2024-10-01', date '2026-07-01', interval '3 months') day`,
];

function codeOf(number: string): string {
  return `'D' || lpad((${number})::text, 2, '0')`;
}
