import { eq, sql } from "drizzle-orm";
import type { DepartmentEnd } from "../../src/core/catalog/store.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { departments } from "../schema/index.ts";
import { sayToday, writeOnce } from "../write.ts";
import { lastDetails } from "./last-details.ts";

/** What the trail keeps of an end, so that it can be taken back. */
interface Ended {
  memberships: readonly number[];
  roster: readonly string[];
}

export function endDepartment(
  database: Database,
  code: string,
  from: IsoDate,
  into: string | undefined,
  write: Write,
): Promise<DepartmentEnd | "ended"> {
  return writeOnce<DepartmentEnd | "ended">(database, write, "department.end", async (orm) => {
    await sayToday(orm, write);
    const [row] = await rowsOf<{ endedOn: string }>(
      orm,
      sql`update departments set ended_on = ${from}::date - 1, merged_into = ${into ?? null} where code = ${code} and ended_on is null returning ended_on::text as "endedOn"`,
    );
    if (!row) return { unwritten: "ended" };
    const memberships = into === undefined ? [] : await moveAll(orm, code, into, from);
    const roster = await rowsOf<{ id: string }>(
      orm,
      sql`update roster set ended_on = greatest(from_on, ${from}::date), reason = 'department ended' where department = ${code} and ended_on is null and voided_at is null returning id`,
    );
    const went: Ended = { memberships, roster: roster.map(({ id }) => id) };
    return {
      outcome: { moved: memberships.length, places: roster.length },
      subject: `department:${code}`,
      details: { after: { endedOn: row.endedOn, mergedInto: into ?? null }, ...went },
    };
  });
}

/** Whoever belongs to it on that day, and whoever would come to it later. */
async function moveAll(orm: Orm, code: string, into: string, from: IsoDate): Promise<number[]> {
  const moved = await rowsOf<{ id: number }>(
    orm,
    sql`insert into memberships (person, department, from_on, confirmed)
      select m.person, ${into}, greatest(m.from_on, ${from}::date), m.confirmed from memberships m
      where m.department = ${code} and (m.from_on > ${from}::date or m.id = (
        select n.id from memberships n where n.person = m.person and n.from_on <= ${from}::date order by n.from_on desc, n.id desc limit 1))
      returning id::float8 as id`,
  );
  return moved.map(({ id }) => id);
}

export function restoreDepartment(database: Database, code: string, write: Write): Promise<DepartmentEnd | "living"> {
  return writeOnce<DepartmentEnd | "living">(database, write, "department.restore", async (orm) => {
    await sayToday(orm, write);
    const [before] = await orm.select().from(departments).where(eq(departments.code, code)).for("update");
    if (!before || before.endedOn === null) return { unwritten: "living" };
    await orm.update(departments).set({ endedOn: null, mergedInto: null }).where(eq(departments.code, code));
    const ended = await lastDetails<Ended>(orm, `department:${code}`, "department.end");
    const went = ended ?? { memberships: [], roster: [] };
    const moved = await rowsOf(
      orm,
      sql`delete from memberships where id in (select jsonb_array_elements_text(${JSON.stringify(went.memberships)}::text::jsonb)::bigint) returning id`,
    );
    const places = await rowsOf(
      orm,
      sql`update roster r set ended_on = null, reason = null where r.id in (select jsonb_array_elements_text(${JSON.stringify(went.roster)}::text::jsonb))
        and r.reason = 'department ended' and r.voided_at is null
        and not exists (select from roster o where o.person = r.person and o.department = r.department and o.ended_on is null and o.voided_at is null) returning id`,
    );
    return {
      outcome: { moved: moved.length, places: places.length },
      subject: `department:${code}`,
      details: { before: { endedOn: before.endedOn, mergedInto: before.mergedInto }, after: { endedOn: null } },
    };
  });
}
