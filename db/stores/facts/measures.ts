import { type SQL, sql } from "drizzle-orm";
import type { MeasureSource } from "../../../src/domain/measure/measure.ts";
import type { FactsAsked, MeasureFact } from "../../../src/domain/plan/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { withWhom } from "../engagements/with-whom.ts";

interface Row {
  measure: string;
  department: string | null;
  record: string;
  value: number | null;
  of: number | null;
  on: string | null;
  state: string | null;
  until: string;
  /** It is for the quarter or the year of the day looked at: the year's first quarter begins with the year, and is over before. */
  current: boolean;
}

interface Figures {
  reported: Map<string, MeasureFact>;
  latest: Map<string, MeasureFact>;
}

/** By department (the city under null): the newest figure of each measure, and whether it is for this quarter or year. */
export async function measureFacts(orm: Orm, { on, since }: FactsAsked): Promise<Map<string | null, Figures>> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select distinct on (measure, department) measure, department, id as record, value::float8 as value, total::float8 as of,
        dated_on::text as "on", state, period_end::text as until, period_start in (${since.quarter}::date, ${since.year}::date) and period_end >= ${on} as current
      from measure_values
      where voided_at is null and not baseline and period_start <= ${on}
      order by measure, department, period_end desc, period_start desc, id desc`,
  );
  const found = new Map<string | null, Figures>();
  for (const row of rows) {
    const figures = found.get(row.department) ?? { reported: new Map(), latest: new Map() };
    const fact = factOf(row);
    figures.latest.set(row.measure, fact);
    if (row.current) figures.reported.set(row.measure, fact);
    found.set(row.department, figures);
  }
  return found;
}

/** What other records count for those measures in the quarter or year of that day: a figure that nobody reported by hand. */
export async function countedFacts(orm: Orm, { on, since, counted }: FactsAsked): Promise<Map<string, MeasureFact>> {
  const queries = counted.flatMap(({ id, from, every }) => (from ? [countOf(id, from, since[every], on)] : []));
  if (queries.length === 0) return new Map();
  const rows = await rowsOf<{ id: string; value: number | null; of: number | null }>(
    orm,
    sql.join(queries, sql` union all `),
  );
  return new Map(
    rows.flatMap(({ id, value, of }) => (value === null ? [] : [[id, { ...NO_RECORD, value, of: of ?? undefined }]])),
  );
}

const NO_RECORD = { record: undefined, of: undefined, on: undefined, state: undefined, until: undefined };

/** A session counts once, under `any`; people are counted under their audiences. Null where there is nothing. */
function countOf(id: string, from: MeasureSource, since: string, on: string): SQL {
  if ("training" in from) {
    const [what, audience] = from.count === "sessions" ? ["sessions", sql`= 'any'`] : ["attendance", sql`<> 'any'`];
    return sql`select ${id}::text as id, nullif(sum(${sql.raw(what)}), 0)::float8 as value, null::float8 as of from training_rollup
      where month between ${since} and ${on} and audience ${audience} and course in (select code from courses where program = ${from.training})`;
  }
  // What nobody counted is not zero.
  const people = sql`case when coalesce(employees, contractors, residents) is not null then coalesce(employees, 0) + coalesce(contractors, 0) + coalesce(residents, 0) end`;
  const kind = sql`kind = ${from.engagement} and voided_at is null and ${withWhom(from)} ${from.subkind === undefined ? sql`` : sql`and type = ${from.subkind}`}`;
  if (from.count === "held of planned")
    return sql`select ${id}::text as id, nullif(count(distinct said.day) filter (where said.held), 0)::float8 as value, count(distinct said.day)::float8 as of
      from engagements e cross join lateral (values (e.held_on, true), (e.next_on, false)) as said(day, held)
      where ${kind} and said.day between ${since} and ${on}`;
  if (from.count === "open")
    return sql`select ${id}::text as id, case when count(*) > 0 then count(*) filter (where closed_on is null or closed_on > ${on}) end::float8 as value, null::float8 as of
      from engagements e where ${kind} and held_on <= ${on}`;
  if (from.count === "closed")
    return sql`select ${id}::text as id, nullif(count(*), 0)::float8 as value, null::float8 as of from engagements e where ${kind} and closed_on between ${since} and ${on}`;
  return sql`select ${id}::text as id, sum(${from.count === "engagements" ? sql`coalesce(opportunities, 1)` : people})::float8 as value, null::float8 as of from engagements e
    where ${kind} and held_on between ${since} and ${on}`;
}

const factOf = ({ record, value, of, on, state, until }: Row): MeasureFact => ({
  record,
  value: value ?? undefined,
  of: of ?? undefined,
  on: on ?? undefined,
  state: state ?? undefined,
  until,
});
