import { sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type {
  EngagementFigures,
  EngagementFilter,
  EngagementTotals,
  LastEngagement,
  OpenFigures,
} from "../../../src/domain/engagement/engagements.ts";
import { COMMUNITY } from "../../../src/domain/partner/partners.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { known, parsed } from "../../rows.ts";
import { about, inPeriod } from "./read.ts";

type FigureRow = Omit<
  EngagementFigures,
  "employees" | "contractors" | "residents" | "answers" | "seats" | "asked" | "awarded" | "toCommunity"
> & {
  employees: number | null;
  contractors: number | null;
  residents: number | null;
  answers: number | null;
  seats: number | null;
  asked: string | null;
  awarded: string | null;
  toCommunity: string | null;
};

/** All that the list of a kind shows besides its records, in one pass over the period's. */
export async function figures(orm: Orm, filter: EngagementFilter): Promise<EngagementFigures> {
  const [row] = await rowsOf<FigureRow>(
    orm,
    sql`with f as materialized (
        select engagements.*, engagements.employees is not null or engagements.contractors is not null or engagements.residents is not null as counted,
          coalesce(engagements.employees, 0) + coalesce(engagements.contractors, 0) + coalesce(engagements.residents, 0) as participants,
          extract(year from engagements.held_on)::int as year
        from engagements where ${inPeriod(filter)})
      select count(*)::int as engagements, sum(employees)::int as employees, sum(contractors)::int as contractors,
        sum(residents)::int as residents,
        sum(responses) filter (where responses >= 10)::int as answers, count(*) filter (where responses < 10)::int as "tooFew", sum(seats)::int as seats,
        coalesce(sum(coalesce(opportunities, 1)), 0)::int as opportunities, sum(asked)::text as asked, sum(awarded)::text as awarded,
        (sum(awarded) filter (where exists (select from engagement_contacts c join partners p on p.key = c.key and p.voided_at is null
          left join partners q on q.id = p.merged_into
          where c.record = f.id and c.role = 'partner' and coalesce(q.class, p.class) = ${COMMUNITY})))::text as "toCommunity",
        json_build_object('invited', coalesce(sum(invited) filter (where responses >= 10), 0),
          'responses', coalesce(sum(responses) filter (where invited is not null and responses >= 10), 0)) as responses,
        json_build_object('participants', coalesce(sum(participants) filter (where counted and completers is not null), 0),
          'completers', coalesce(sum(completers) filter (where counted), 0)) as completion,
        (select coalesce(json_agg(distinct l order by l), '[]') from f, unnest(languages) as l) as languages,
        (select coalesce(json_agg(t), '[]') from (select type, count(*)::int as engagements, sum(responses) filter (where responses >= 10)::int as responses
          from f group by type order by type) as t) as "byType",
        (select coalesce(json_agg(y), '[]') from (select year, sum(asked)::text as asked, sum(awarded)::text as awarded,
          count(closed_on)::int as decided from f group by year order by year) as y) as "byYear",
        (select coalesce(json_object_agg(sector, n), '{}') from (select sector, count(*)::int as n from f
          where sector is not null group by sector) as s) as "bySector",
        (select coalesce(json_agg(distinct l.person), '[]') from f join engagement_leaders l on l.record = f.id) as leaders
      from f`,
  );
  if (!row) throw new Error("an aggregate without a row");
  const { languages, byType, byYear, bySector, leaders, responses, completion, ...plain } = row;
  return {
    ...known(plain),
    languages: parsed(languages),
    byType: parsed(byType).map(known) as EngagementFigures["byType"],
    byYear: parsed(byYear).map(known) as EngagementFigures["byYear"],
    bySector: parsed(bySector),
    leaders: parsed(leaders),
    responses: parsed(responses),
    completion: parsed(completion),
  };
}

/** As of the end of the period: what was closed only later stood open then. */
export async function open(orm: Orm, filter: EngagementFilter): Promise<OpenFigures> {
  const { start, end } = filter;
  const [row] = await rowsOf<Omit<OpenFigures, "medianDays"> & { medianDays: number | null }>(
    orm,
    sql`with o as (
        select engagements.id, engagements.due_on from engagements where ${about(filter)} and engagements.held_on <= ${end} and (engagements.closed_on is null or engagements.closed_on > ${end})),
      c as (
        select engagements.closed_on - engagements.held_on as days from engagements where ${about(filter)} and engagements.closed_on between ${start} and ${end})
      select (select count(*)::int from o) as open, (select count(*)::int from o where due_on < ${end}) as overdue,
        (select count(*)::int from c) as closed,
        (select percentile_cont(0.5) within group (order by days) from c) as "medianDays",
        (select coalesce(json_agg(id), '[]') from (select id from o order by due_on nulls last, id limit 50) as first) as records`,
  );
  if (!row) throw new Error("an aggregate without a row");
  return { ...known(row), records: parsed(row.records) };
}

type TotalsRow = Omit<EngagementTotals, "employees" | "contractors" | "residents"> & {
  employees: number | null;
  contractors: number | null;
  residents: number | null;
};

/** Reads the period's part of an index, so that its cost does not grow with history. */
export async function totals(
  orm: Orm,
  kinds: readonly string[],
  start: IsoDate,
  end: IsoDate,
): Promise<EngagementTotals[]> {
  const rows = await rowsOf<TotalsRow>(
    orm,
    sql`with f as materialized (
        select engagements.* from engagements
        where engagements.kind = any(${`{${kinds.join(",")}}`}::text[]) and engagements.held_on between ${start} and ${end} and engagements.voided_at is null)
      select t.*, coalesce(l.leaders, 0)::int as leaders
      from (
        select kind, department, count(*)::int as engagements, sum(coalesce(opportunities, 1))::int as opportunities,
          sum(employees)::int as employees, sum(contractors)::int as contractors, sum(residents)::int as residents,
          coalesce(sum(coalesce(opportunities, 1)) filter (where employees is not null), 0)::int as "forEmployees",
          coalesce(sum(coalesce(opportunities, 1)) filter (where contractors is not null), 0)::int as "forContractors",
          to_json((array_agg(id order by held_on desc, id desc))[1:10]) as evidence
        from f group by kind, department) as t
      left join (select f.kind, f.department, count(distinct l.person) as leaders
        from f join engagement_leaders l on l.record = f.id group by f.kind, f.department) as l using (kind, department)`,
  );
  return rows.map((row) => ({ ...known(row), evidence: parsed(row.evidence) }));
}

/** One look into an index for each kind and department, however long ago it was. */
export function lastOf(orm: Orm, kinds: readonly string[], on: IsoDate): Promise<LastEngagement[]> {
  return rowsOf<LastEngagement>(
    orm,
    sql`select k.kind, d.code as department, e.held_on::text as "heldOn", e.id as record
      from unnest(${`{${kinds.join(",")}}`}::text[]) as k(kind) cross join departments d
      cross join lateral (select id, held_on from engagements
        where kind = k.kind and department = d.code and held_on <= ${on} and voided_at is null
        order by held_on desc, id desc limit 1) as e
      order by d.code, k.kind`,
  );
}
