import { type SQL, sql } from "drizzle-orm";
import type { Listed, Listing } from "../../../src/core/records/store.ts";
import type { Measure, MeasureSource } from "../../../src/domain/measure/measure.ts";
import type {
  ClosedFigures,
  CountedCell,
  Figures,
  FiguresAsked,
  MeasureRecord,
} from "../../../src/domain/measure/measures.ts";
import { sourceKey } from "../../../src/domain/measure/measures.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { pageOf, type Source } from "../../pages.ts";
import { withWhom } from "../engagements/with-whom.ts";

const COLUMNS = sql`v.id, v.version, v.measure, v.period_start::text as start, v.period_end::text as "end", v.department, v.audience,
  v.value::text as value, v.total::text as "of", v.dated_on::text as "on", v.state, v.source, v.note,
  v.baseline as "isBaseline", v.quarters, v.agreed_with as "agreedWith",
  v.author::float8 as author, author.name as "authorName", (extract(epoch from v.recorded_at) * 1000)::float8 as "recordedAt", v.voided_at is not null as undone`;

type Nullable = "department" | "value" | "of" | "on" | "state" | "source" | "note";
type Row = Omit<MeasureRecord, Nullable | "baseline"> & { [Name in Nullable]: MeasureRecord[Name] | null } & {
  isBaseline: boolean;
  quarters: number | null;
  agreedWith: string | null;
};

async function select(orm: Orm, where: SQL, then: SQL = sql``): Promise<MeasureRecord[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select ${COLUMNS} from measure_values v join people author on author.id = v.author where ${where} ${then}`,
  );
  return rows.map(recordOf);
}

function recordOf({ isBaseline, quarters, agreedWith, ...row }: Row): MeasureRecord {
  const baseline = isBaseline ? { quarters: quarters ?? undefined, agreedWith: agreedWith ?? undefined } : undefined;
  return { ...known(row), baseline };
}

/** What the database calls null nobody said. */
const known = <Values extends object>(row: Values) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])) as {
    [Name in keyof Values]: Exclude<Values[Name], null>;
  };

/** The newest version of each of these records. */
export const newestOf = (orm: Orm, ids: readonly string[]): Promise<MeasureRecord[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : select(
        orm,
        sql`v.id in ${ids} and v.version = (select max(n.version) from measure_values n where n.id = v.id)`,
        sql`order by v.id`,
      );

/** What lists of them are by: the first day of the period. */
const LISTED: Source = {
  from: sql`measure_values v`,
  id: sql`v.id`,
  day: sql`v.period_start`,
  department: sql`v.department`,
  ofTheCity: true,
  author: sql`v.author`,
  subkind: sql`v.measure`,
  live: sql`v.voided_at is null`,
  newest: sql`v.version = (select max(n.version) from measure_values n where n.id = v.id)`,
  within: (start, end) => sql`v.period_start >= ${start} and v.period_end <= ${end}`,
};

export const readPage = (orm: Orm, asked: Listing): Promise<Listed<MeasureRecord>> =>
  pageOf(orm, LISTED, (where, rest) => select(orm, where, rest), asked);

/** Live records that satisfy a condition. */
export const live = (orm: Orm, where: SQL) => select(orm, sql`v.voided_at is null and ${where}`, sql`order by v.id`);

export async function figures(orm: Orm, { measures, department, start, end, today }: FiguresAsked): Promise<Figures> {
  if (measures.length === 0) return { recorded: [], counted: [], closed: [] };
  const there = department === undefined ? sql`true` : sql`v.department = ${department}`;
  const sources = measures.flatMap(({ from }) => (from ? [from] : []));
  const programs = sources.flatMap((from) => ("training" in from ? [from.training] : []));
  const engagements = sources.flatMap((from) => ("engagement" in from ? [from] : []));
  const [recorded, trained, engaged, closed] = await Promise.all([
    live(
      orm,
      sql`v.measure in ${measures.map(({ id }) => id)} and ${there} and (v.baseline or v.period_start between ${start} and ${end})`,
    ),
    programs.length === 0 ? [] : trainingCells(orm, programs, department, start, end),
    engagements.length === 0 ? [] : engagementCells(orm, engagements, department, { start, end, today }),
    closedFigures(orm, measures, start, end),
  ]);
  return { recorded, counted: [...trained, ...engaged], closed };
}

/** Out of the snapshots of closed quarters, only what these measures need. */
async function closedFigures(
  orm: Orm,
  measures: readonly Measure[],
  start: string,
  end: string,
): Promise<ClosedFigures[]> {
  const ids = measures.map(({ id }) => id);
  const sources = measures.flatMap(({ from }) => (from ? [sourceKey(from)] : []));
  const part = (name: string, key: string, values: readonly string[]) =>
    sql`coalesce((select json_agg(one) from jsonb_array_elements(snapshot -> ${name}::text) as one where one ->> ${key}::text in ${[...values, ""]}), '[]'::json)`;
  const rows = await rowsOf<{ row: ClosedFigures | string }>(
    orm,
    sql`select json_build_object('start', period_start, 'end', period_end, 'closedOn', closed_on,
        'recorded', ${part("recorded", "measure", ids)}, 'counted', ${part("counted", "source", sources)}) as row
      from closed_periods where reopened_on is null and snapshot ? 'recorded' and period_start between ${start} and ${end}`,
  );
  return rows.map(({ row }) => (typeof row === "string" ? (JSON.parse(row) as ClosedFigures) : row));
}

const ofDepartment = (code: string | undefined) => (code === undefined ? sql`true` : sql`d.code = ${code}`);

/** From the rollup, month by month of the stretch and no other: quarters are whole months. */
const trainingCells = (
  orm: Orm,
  programs: readonly string[],
  department: string | undefined,
  start: string,
  end: string,
): Promise<CountedCell[]> =>
  rowsOf<CountedCell>(
    orm,
    sql`select 'training ' || c.program as source, r.department, r.month::text as month, r.audience, sum(r.sessions)::int as times, sum(r.attendance)::int as people
      from departments d join training_rollup r on r.department = d.code and r.month between ${start} and ${end}
        join courses c on c.code = r.course
      where c.program in ${programs} and ${ofDepartment(department)}
      group by c.program, r.department, r.month, r.audience having sum(r.sessions) <> 0 or sum(r.attendance) <> 0`,
  );

type EngagementSource = Extract<MeasureSource, { engagement: string }>;
type Stretch = Pick<FiguresAsked, "start" | "end" | "today">;

const engagementCells = (
  orm: Orm,
  sources: readonly EngagementSource[],
  department: string | undefined,
  stretch: Stretch,
): Promise<CountedCell[]> => {
  const distinct = new Map(sources.map((from) => [sourceKey(from), from]));
  const cells = [...distinct].map(([key, from]) => cellsOf(key, from, stretch, ofDepartment(department)));
  return rowsOf<CountedCell>(orm, sql.join(cells, sql` union all `));
};

function cellsOf(key: string, from: EngagementSource, stretch: Stretch, there: SQL): SQL {
  const type = from.subkind === undefined ? sql`true` : sql`e.type = ${from.subkind}`;
  const kind = sql`e.kind = ${from.engagement} and ${type} and ${withWhom(from)} and e.department = d.code and e.voided_at is null`;
  if (from.count === "held of planned") return plannedCells(key, kind, stretch, there);
  if (from.count === "open") return openCells(key, kind, stretch, there);
  return from.count === "closed" ? closedCells(key, kind, stretch, there) : heldCells(key, kind, stretch, there);
}

/** Meetings held under `times`; those planned for the month or held in it under `people` (row D11). */
const plannedCells = (key: string, kind: SQL, { start, end }: Stretch, there: SQL) =>
  sql`select ${key}::text as source, d.code as department, date_trunc('month', said.day)::date::text as month, 'any' as audience,
      count(distinct said.day) filter (where said.held)::int as times, count(distinct said.day)::int as people
    from departments d join engagements e on ${kind}
      cross join lateral (values (e.held_on, true), (e.next_on, false)) as said(day, held)
    where ${there} and said.day between ${start} and ${end} group by d.code, date_trunc('month', said.day)`;

/** From the period's part of the engagements' index. */
const heldCells = (key: string, kind: SQL, { start, end }: Stretch, there: SQL) =>
  sql`select ${key}::text as source, d.code as department, date_trunc('month', e.held_on)::date::text as month,
      said.audience, sum(said.times)::int as times, coalesce(sum(said.people), 0)::int as people
    from departments d join engagements e on ${kind} and e.held_on between ${start} and ${end}
      cross join lateral (select coalesce(e.opportunities, 1) as times) as one
      cross join lateral (values ('any', one.times, 0), ('employee', (e.employees is not null)::int * one.times, e.employees),
        ('contractor', (e.contractors is not null)::int * one.times, e.contractors), ('unsplit', (e.residents is not null)::int * one.times, e.residents)) as said(audience, times, people)
    where ${there} and said.times > 0 group by 2, 3, 4`;

const closedCells = (key: string, kind: SQL, { start, end }: Stretch, there: SQL) =>
  sql`select ${key}::text as source, d.code as department, date_trunc('month', e.closed_on)::date::text as month, 'any' as audience, count(*)::int as times, 0 as people
    from departments d join engagements e on ${kind} and e.closed_on between ${start} and ${end}
    where ${there} group by 2, 3`;

/** At the end of each quarter that has begun, under its last month, once there was anything to be open. */
const openCells = (key: string, kind: SQL, { start, end, today }: Stretch, there: SQL) =>
  sql`select ${key}::text as source, d.code as department, (q.start + interval '2 months')::date::text as month, 'any' as audience,
      (count(*) filter (where e.closed_on is null or e.closed_on > q.last))::int as times, 0 as people
    from (select day::date as start, least((day + interval '3 months')::date - 1, ${today}::date) as last
        from generate_series(${start}::date, least(${end}::date, ${today}::date), interval '3 months') day) as q
      cross join departments d join engagements e on ${kind} and e.held_on <= q.last
    where ${there} group by 2, q.start`;
