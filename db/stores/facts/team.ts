import { sql } from "drizzle-orm";
import type { FactsAsked, TeamMember } from "../../../src/domain/plan/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";

interface Row extends Omit<TeamMember, "toolkitOn"> {
  department: string;
  toolkitOn: string | null;
}

/** Leadership teams as of the day; a department in which nobody was ever named is not there (rows A1, A2, B5). */
export async function teams(orm: Orm, { on }: FactsAsked): Promise<Map<string, TeamMember[]>> {
  const [named, rows] = await Promise.all([
    rowsOf<{ department: string }>(
      orm,
      sql`select distinct department from roster where voided_at is null and from_on <= ${on}`,
    ),
    rowsOf<{ row: Row | string }>(
      orm,
      sql`select json_build_object('department', r.department, 'record', r.id, 'senior', p.senior_leader, 'since', r.from_on,
          'person', json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', r.department, 'audience', p.audience, 'handles', '[]'::json),
          'toolkitOn', (
            select max(a.held_on) from attendance a join courses c on c.code = a.course and c.program = 'toolkit'
            where a.person = p.id and not a.voided and a.held_on <= ${on}
              and (c.valid_months is null or (a.held_on + make_interval(months => c.valid_months))::date >= ${on}::date))) as row
        from roster r join people p on p.id = r.person
        where r.voided_at is null and r.from_on <= ${on} and (r.ended_on is null or r.ended_on > ${on}) and (p.left_on is null or p.left_on > ${on})
        order by r.from_on desc, r.id`,
    ),
  ]);
  const found = new Map<string, TeamMember[]>(named.map(({ department }) => [department, []]));
  for (const { row } of rows) {
    const { department, toolkitOn, ...member } = typeof row === "string" ? (JSON.parse(row) as Row) : row;
    found.get(department)?.push({ ...member, toolkitOn: toolkitOn ?? undefined });
  }
  return found;
}
