import { type SQL, sql } from "drizzle-orm";
import type { PersonName } from "../../../src/core/people/person.ts";
import type { Engagement, EngagementFilter } from "../../../src/domain/engagement/engagements.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { known } from "../plain.ts";

type Row = {
  [Name in keyof Engagement]: undefined extends Engagement[Name] ? Engagement[Name] | null : Engagement[Name];
} & {
  ledBy: PersonName[] | string;
  languages: string[] | string;
};

/** One driver parses JSON, the other does not. */
export const parsed = <Value>(json: Value | string): Value =>
  typeof json === "string" ? (JSON.parse(json) as Value) : json;

async function select(orm: Orm, where: SQL, then: SQL = sql``): Promise<Engagement[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select e.id, e.kind, e.held_on::text as "heldOn", e.department, e.title, e.type, e.partner, e.body, e.sector, e.purpose, e.source,
        e.topic, e.outcome, to_json(e.languages) as languages, e.employees, e.contractors, e.residents, e.invited, e.responses, e.seats,
        e.completers, e.opportunities, e.about, e.starts_on::text as "startsOn", e.due_on::text as "dueOn", e.next_on::text as "nextOn",
        e.closed_on::text as "closedOn", e.asked::text as asked, e.awarded::text as awarded, e.note, e.author::float8 as author,
        author.name as "authorName", e.voided_at is not null as undone,
        coalesce((select json_agg(json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', e.department, 'audience', p.audience, 'handles', '[]'::json) order by p.name)
          from engagement_leaders l join people p on p.id = l.person where l.record = e.id), '[]'::json) as "ledBy"
      from engagements e join people author on author.id = e.author where ${where} ${then}`,
  );
  return rows.map(
    (row) => ({ ...known(row), ledBy: parsed(row.ledBy), languages: parsed(row.languages) }) as Engagement,
  );
}

export const byId = async (orm: Orm, id: string): Promise<Engagement | undefined> =>
  (await select(orm, sql`e.id = ${id}`))[0];

/** What a filter is about, without its days. */
export function about({ kind, departments, author }: EngagementFilter): SQL {
  const codes = departments === undefined ? null : `{${departments.join(",")}}`;
  return sql`e.voided_at is null and (${kind ?? null}::text is null or e.kind = ${kind ?? null})
    and (${codes}::text[] is null or e.department = any(${codes}::text[]))
    and (${author ?? null}::bigint is null or e.author = ${author ?? null})`;
}

export const inPeriod = (filter: EngagementFilter): SQL =>
  sql`${about(filter)} and e.held_on between ${filter.start} and ${filter.end}`;

export const list = (orm: Orm, filter: EngagementFilter, limit: number): Promise<Engagement[]> =>
  select(orm, inPeriod(filter), sql`order by e.held_on desc, e.id desc limit ${limit}`);
