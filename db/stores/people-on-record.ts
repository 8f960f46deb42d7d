import { type SQL, sql } from "drizzle-orm";
import type { PersonOnRecord } from "../../src/domain/import/person-change.ts";
import { type Orm, rowsOf } from "../database.ts";

/** Everybody on record, with what an import compares. */
export function peopleOnRecord(orm: Orm, which: SQL = sql`true`): Promise<PersonOnRecord[]> {
  return rowsOf<PersonOnRecord>(
    orm,
    sql`select p.id::float8 as id, p.email, p.employee_id as "employeeId", p.external_id as "externalId", p.name, p.tier,
        p.senior_leader as "seniorLeader", p.audience, p.granted, p.title, p.left_on::text as "leftOn",
        coalesce(m.list, '[]'::json) as memberships, coalesce(i.list, '[]'::json) as links, coalesce(r.list, '[]'::json) as leads
      from people p
      left join (select person, json_agg(json_build_object('id', id, 'department', department, 'from', from_on, 'confirmed', confirmed) order by from_on, id) as list from memberships group by person) m on m.person = p.id
      left join (select person, json_agg(json_build_object('platform', platform, 'userId', user_id)) as list from identities where platform in ('slack', 'teams') group by person) i on i.person = p.id
      left join (select person, json_agg(department) as list from roster where ended_on is null and voided_at is null group by person) r on r.person = p.id
      where p.id > 0 and p.merged_into is null and ${which} order by p.id`,
  ).then((rows) => rows.map(parsed));
}

/** The drivers hand JSON over in different ways. */
const parsed = (row: PersonOnRecord): PersonOnRecord => ({
  ...row,
  memberships: list(row.memberships),
  links: list(row.links),
  leads: list(row.leads),
});

const list = <T>(value: readonly T[]): readonly T[] =>
  typeof value === "string" ? (JSON.parse(value as string) as T[]) : value;
