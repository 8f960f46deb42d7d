import { type SQL, sql } from "drizzle-orm";
import { addDays, addMonths } from "../../../src/core/calendar/calendar.ts";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { TrainingTotals } from "../../../src/domain/training/training-totals.ts";
import { type Orm, rowsOf } from "../../database.ts";

/** Totals per department: whole months from the rollup, so that the cost does not grow with history, other days one by one. */
export function totals(orm: Orm, start: IsoDate, end: IsoDate): Promise<TrainingTotals[]> {
  const { months, days } = split(start, end);
  const cells = sql.join([...months.map(fromRollup), ...days.map(fromSessions)], sql` union all `);
  if (months.length + days.length === 0) return Promise.resolve([]);
  return rowsOf<TrainingTotals>(
    orm,
    sql`select department, coalesce(sum(sessions) filter (where audience = 'any'), 0)::int as sessions,
        coalesce(sum(attendance) filter (where audience = 'employee'), 0)::int as employees,
        coalesce(sum(attendance) filter (where audience = 'contractor'), 0)::int as contractors,
        coalesce(sum(attendance) filter (where audience = 'unsplit'), 0)::int as unsplit
      from (${cells}) as cells group by department
      having sum(sessions) filter (where audience = 'any') > 0 or sum(attendance) > 0 order by department`,
  );
}

/** Both days belong to it. */
interface Stretch {
  start: IsoDate;
  end: IsoDate;
}

/** The whole months of a stretch of days, and the days before and after them. */
function split(start: IsoDate, end: IsoDate): { months: Stretch[]; days: Stretch[] } {
  const first = start === monthOf(start) ? start : addMonths(monthOf(start), 1);
  const next = monthOf(addDays(end, 1));
  const stretches = (all: Stretch[]) => all.filter((one) => one.start <= one.end);
  if (first >= next) return { months: [], days: stretches([{ start, end }]) };
  return {
    months: [{ start: first, end: addDays(next, -1) }],
    days: stretches([
      { start, end: addDays(first, -1) },
      { start: next, end },
    ]),
  };
}

const monthOf = (day: IsoDate) => `${day.slice(0, 8)}01`;

const fromRollup = ({ start, end }: Stretch): SQL =>
  sql`select department, audience, sessions, attendance from training_rollup where month between ${start} and ${end}`;

/** Named people under their own department, the rest under the session's. Sessions are found by course and day: that is indexed. */
const fromSessions = ({ start, end }: Stretch): SQL => sql`
  select cell.department, cell.audience, cell.sessions, cell.attendance
  from courses c
  join training_sessions s on s.course = c.code and s.held_on between ${start} and ${end} and s.records > 0
  cross join lateral (
    values (s.department, 'any', 1, 0), (s.department, 'employee', 0, s.employees),
      (s.department, 'contractor', 0, s.contractors), (s.department, 'unsplit', 0, s.unsplit)
    union all select a.department, a.audience, 0, 1 from attendance a where a.session = s.id and not a.voided
    union all select s.department, a.audience, 0, -1 from attendance a where a.session = s.id and not a.voided
  ) as cell(department, audience, sessions, attendance)`;
