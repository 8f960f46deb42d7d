import { sql } from "drizzle-orm";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { planPeople } from "../../src/domain/import/person-plan.ts";
import type { ScimChange, ScimStore } from "../../src/domain/import/scim.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";
import { writePeople } from "./import-people.ts";
import { peopleOnRecord } from "./people-on-record.ts";

/** What the directory calls departments, and which ones are meant. */
export const directoryDepartments = (database: Database): Pick<ScimStore, "departmentsSaid" | "nameDepartment"> => ({
  departmentsSaid: () =>
    rowsOf(
      database.orm,
      sql`select resource ->> 'department' as said, count(*)::int as people from scim_users
        where resource ->> 'department' is not null group by 1 order by 2 desc, 1`,
    ),
  nameDepartment: (said, code, today, write) =>
    writeOnce<number>(database, write, "department.directory", async (orm) => {
      // Few write here, and a name must not become two departments' side by side.
      await rowsOf(orm, sql`lock table departments in share row exclusive mode`);
      const before = await calledSo(orm, said);
      await rowsOf(
        orm,
        sql`update departments set aliases = array(select a from unnest(aliases) as a where lower(a) <> lower(${said}))
          where code <> ${code} and exists (select from unnest(aliases) as a where lower(a) = lower(${said}))`,
      );
      if (!before.includes(code))
        await rowsOf(orm, sql`update departments set aliases = array_append(aliases, ${said}) where code = ${code}`);
      const moved = await belongTo(orm, said, code, today, write);
      const details = { before: { called: before }, after: { called: [code] }, moved };
      return { outcome: moved, subject: `department:${code}`, details };
    }),
});

async function calledSo(orm: Orm, said: string): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    orm,
    sql`select code from departments where exists (select from unnest(aliases) as a where lower(a) = lower(${said})) order by code`,
  );
  return rows.map(({ code }) => code);
}

/** Whoever the directory has in it, and has not left, by the rules of a file. */
async function belongTo(orm: Orm, said: string, department: string, today: IsoDate, write: Write): Promise<number> {
  const onRecord = await peopleOnRecord(
    orm,
    sql`(p.id in (select person from scim_users where lower(resource ->> 'department') = lower(${said})) and p.left_on is null)`,
  );
  const rows = onRecord.map(({ id }, at) => ({ person: id, department, line: at + 1 }));
  const changes = planPeople(rows, onRecord, today).changes.flatMap((change) => change ?? []);
  await writePeople(orm, changes, today, write);
  return changes.filter(({ move }) => move !== undefined).length;
}

/** The officers are asked once what a name nobody knows is; without officers the administrators are. */
export async function askUnknown(
  orm: Orm,
  said: string | undefined,
  departmentOf: ScimChange["departmentOf"],
): Promise<void> {
  if (said === undefined || departmentOf(said) !== undefined) return;
  const people = await rowsOf<{ id: number; officer: boolean }>(
    orm,
    sql`select id::float8 as id, 'officer' = any(granted) as officer from people
      where granted && array['officer', 'admin'] and merged_into is null and left_on is null`,
  );
  const officers = people.filter(({ officer }) => officer);
  const asked = officers.length > 0 ? officers : people;
  const occasion = said.toLowerCase();
  await enqueue(
    orm,
    asked.map(({ id }) => ({ kind: "directory-department", recipient: toPerson(id), occasion, data: { said } })),
  );
}
