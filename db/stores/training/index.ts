import { sql } from "drizzle-orm";
import type { Attendance, DueRow, SessionFilter, TrainingStore, TrainingTotals } from "../../../src/core/stores.ts";
import { type Database, rowsOf } from "../../database.ts";
import { correctTraining, restoreTraining, undoTraining } from "./change.ts";
import { readRecord, readRecords } from "./read.ts";
import { recordTraining } from "./record.ts";
import { trainedRows } from "./trained.ts";

export function trainingStore(database: Database): TrainingStore {
  const { orm } = database;
  return {
    record: (entry, write) => recordTraining(database, entry, write),
    correct: (id, entry, reason, write) => correctTraining(database, id, entry, reason, write),
    undo: (id, reason, write) => undoTraining(database, id, reason, write),
    restore: (id, write) => restoreTraining(database, id, write),
    get: (id) => readRecord(orm, id),
    sessions: (filter) =>
      readRecords(orm, matching(filter), sql`order by s.held_on desc, r.recorded_at desc limit ${filter.limit}`),
    attendedBy: (person) =>
      rowsOf<Attendance>(
        orm,
        sql`select record, course, held_on::text as "heldOn", department from attendance where person = ${person} and not voided order by held_on desc, record desc`,
      ),
    due: (department, on) => dueRows(database, department, on),
    trained: (department, on) => trainedRows(database, department, on),
    totals: (start, end) => totals(database, start, end),
  };
}

function matching({ department, course, author, start, end }: SessionFilter) {
  const all = [sql`r.voided_at is null and s.held_on between ${start} and ${end}`];
  if (department !== undefined) all.push(sql`s.department = ${department}`);
  if (course !== undefined) all.push(sql`s.course = ${course}`);
  if (author !== undefined) all.push(sql`r.author = ${author}`);
  return sql.join(all, sql` and `);
}

/** People whose tier must take a course and who are not trained in it on that day; contractors have no duty. */
function dueRows({ orm }: Database, department: string | undefined, on: string): Promise<DueRow[]> {
  return rowsOf<{ row: DueRow }>(
    orm,
    sql`select json_build_object(
        'person', json_build_object('id', p.id, 'email', p.email, 'name', p.name, 'department', m.department, 'audience', p.audience, 'handles', '[]'::json),
        'tier', p.tier, 'course', c.code, 'lastHeldOn', last.held_on) as row
      from people p
      join lateral (select department, confirmed from memberships where person = p.id and from_on <= ${on} order by from_on desc, id desc limit 1) m on m.confirmed
      join courses c on p.tier = any(c.mandatory_for)
      left join lateral (
        select held_on from attendance a where a.person = p.id and a.course = c.code and not a.voided and a.held_on <= ${on} order by a.held_on desc limit 1
      ) last on true
      where p.audience = 'employee' and (p.left_on is null or p.left_on > ${on})
        and (${department ?? null}::text is null or m.department = ${department ?? null})
        and (last.held_on is null or (c.valid_months is not null and (last.held_on + make_interval(months => c.valid_months))::date < ${on}::date))
      order by array_position(array['senior-manager', 'manager', 'employee'], p.tier), p.name, c.code`,
  ).then((rows) => rows.map(({ row }) => fromJson(typeof row === "string" ? (JSON.parse(row) as DueRow) : row)));
}

const fromJson = (row: DueRow): DueRow => ({ ...row, lastHeldOn: row.lastHeldOn ?? undefined });

/** From the rollup, so that the cost does not grow with history. Whole months only at both ends. */
function totals({ orm }: Database, start: string, end: string): Promise<TrainingTotals[]> {
  return rowsOf<TrainingTotals>(
    orm,
    sql`select department,
        sum(sessions) filter (where audience = 'any')::int as sessions,
        coalesce(sum(attendance) filter (where audience = 'employee'), 0)::int as employees,
        coalesce(sum(attendance) filter (where audience = 'contractor'), 0)::int as contractors,
        coalesce(sum(attendance) filter (where audience = 'unsplit'), 0)::int as unsplit
      from training_rollup where month between ${start} and ${end} group by department
      having sum(sessions) filter (where audience = 'any') > 0 or sum(attendance) > 0`,
  );
}
