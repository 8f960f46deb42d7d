import { type SQL, sql } from "drizzle-orm";
import type { PersonName } from "../../../src/core/people/person.ts";
import type { Engagement, EngagementFilter } from "../../../src/domain/engagement/engagements.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { endOf, known, listOf, parsed, type Then } from "../../rows.ts";

type Row = {
  [Name in keyof Engagement]: undefined extends Engagement[Name] ? Engagement[Name] | null : Engagement[Name];
} & {
  ledBy: PersonName[] | string;
  languages: string[] | string;
};

export async function select(orm: Orm, where: SQL | undefined, then: Then): Promise<Engagement[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select engagements.id, engagements.kind, engagements.held_on::text as "heldOn", engagements.department, engagements.title, engagements.type, engagements.partner, engagements.body, engagements.sector, engagements.purpose, engagements.source,
        engagements.topic, engagements.outcome, to_json(engagements.languages) as languages, engagements.employees, engagements.contractors, engagements.residents, engagements.invited, engagements.responses, engagements.seats,
        engagements.completers, engagements.opportunities, engagements.about, engagements.starts_on::text as "startsOn", engagements.due_on::text as "dueOn", engagements.next_on::text as "nextOn",
        engagements.closed_on::text as "closedOn", engagements.asked::text as asked, engagements.awarded::text as awarded, engagements.note, engagements.author::float8 as author,
        (extract(epoch from engagements.recorded_at) * 1000)::float8 as "recordedAt",
        author.name as "authorName", engagements.voided_at is not null as undone,
        coalesce((select json_agg(json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', engagements.department, 'audience', p.audience, 'handles', '[]'::json) order by p.name)
          from engagement_leaders l join people p on p.id = l.person where l.record = engagements.id), '[]'::json) as "ledBy"
      from engagements join people author on author.id = engagements.author where ${where ?? sql`true`} ${endOf(then)}`,
  );
  return rows.map(
    (row) => ({ ...known(row), ledBy: parsed(row.ledBy), languages: listOf(row.languages) }) as Engagement,
  );
}

/** What a filter is about, without its days. */
export function about({ kind, departments, author }: EngagementFilter): SQL {
  const codes = departments === undefined ? null : `{${departments.join(",")}}`;
  return sql`engagements.voided_at is null and (${kind ?? null}::text is null or engagements.kind = ${kind ?? null})
    and (${codes}::text[] is null or engagements.department = any(${codes}::text[]))
    and (${author ?? null}::bigint is null or engagements.author = ${author ?? null})`;
}

export const inPeriod = (filter: EngagementFilter): SQL =>
  sql`${about(filter)} and engagements.held_on between ${filter.start} and ${filter.end}`;

export const list = (orm: Orm, filter: EngagementFilter, limit: number): Promise<Engagement[]> =>
  select(orm, inPeriod(filter), { order: [sql`engagements.held_on desc`, sql`engagements.id desc`], limit });
