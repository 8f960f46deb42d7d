import { sql } from "drizzle-orm";
import type { DueRow } from "../../../src/domain/training/store.ts";
import { type Database, rowsOf } from "../../database.ts";
import { LAST_DAYS, withLastDays } from "./last-attended.ts";

/**
 * People whose tier must take a course and who are not trained in it on that day, `valid_months` after the last
 * attendance being the last day that it counts. Contractors have no duty.
 */
export function dueRows({ orm }: Database, department: string | undefined, on: string): Promise<DueRow[]> {
  const here = department === undefined ? sql`` : sql`and m.department = ${department}`;
  return rowsOf<{ row: DueRow }>(
    orm,
    sql`select json_build_object(
        'person', json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', m.department, 'audience', p.audience, 'handles', '[]'::json),
        'tier', p.tier, 'course', c.code, 'lastHeldOn', last.held_on) as row
      from people p
      join memberships m on m.person = p.id and m.confirmed and m.from_on <= ${on} ${here} and not exists (
        select from memberships later where later.person = m.person and later.from_on <= ${on} and (later.from_on, later.id) > (m.from_on, m.id))
      join courses c on p.tier = any(c.mandatory_for)
      ${withLastDays(on, department !== undefined)}
      cross join lateral (select (${LAST_DAYS}->>c.code)::date as held_on) last
      where p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${on})
        and (last.held_on is null or (c.valid_months is not null and (last.held_on + make_interval(months => c.valid_months))::date < ${on}::date))
      order by array_position(array['senior-manager', 'manager', 'employee'], p.tier), p.name, c.code`,
  ).then((rows) => rows.map(({ row }) => fromJson(typeof row === "string" ? (JSON.parse(row) as DueRow) : row)));
}

const fromJson = (row: DueRow): DueRow => ({ ...row, lastHeldOn: row.lastHeldOn ?? undefined });
