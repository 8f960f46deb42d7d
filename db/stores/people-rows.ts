import { eq, type SQL, sql } from "drizzle-orm";
import type { Person } from "../../src/core/person.ts";
import type { PersonInput } from "../../src/core/stores.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import { type Orm, rowsOf } from "../database.ts";
import { memberships, people } from "../schema/index.ts";

/** A text array as one parameter: the drivers serialise arrays differently. */
export function textArray(words: readonly string[]) {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(words)}::text::jsonb))`;
}

type Row = Omit<Person, "department" | "leftOn" | "handles"> & {
  department: string | null;
  leftOn: string | null;
  handles: string[] | string;
};

/** People with their department on that day and the platform ids that mention them. */
export async function selectPeople(orm: Orm, on: string, where: SQL, limit = 400_000): Promise<Person[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select p.id::float8 as id, p.email, p.name, p.tier, p.senior_leader as "seniorLeader", p.audience, p.granted, p.left_on::text as "leftOn",
        m.department, coalesce(m.confirmed, false) as "departmentConfirmed",
        coalesce((select json_agg(i.user_id) from identities i where i.person = p.id), '[]'::json) as handles
      from people p
      left join lateral (select department, confirmed from memberships where person = p.id and from_on <= ${on} order by from_on desc, id desc limit 1) m on true
      where p.id > 0 and p.merged_into is null and ${where} order by p.name, p.id limit ${limit}`,
  );
  return rows.map((row) => ({
    ...row,
    department: row.department ?? undefined,
    leftOn: row.leftOn ?? undefined,
    handles: typeof row.handles === "string" ? (JSON.parse(row.handles) as string[]) : row.handles,
  }));
}

/** Whoever has that address, or whom they were merged into. */
export async function idByEmail(orm: Orm, email: string): Promise<number | undefined> {
  const [row] = await rowsOf<{ id: number }>(
    orm,
    sql`select coalesce(merged_into, id)::float8 as id from people where lower(email) = ${email.toLowerCase()}`,
  );
  return row?.id;
}

/** Before this day nobody is asked where they were: the first department counts from the beginning. */
const ALWAYS = "1970-01-01";

/** The new person's id; undefined when somebody else has just added that address. */
export async function insertPerson(orm: Orm, person: PersonInput): Promise<number | undefined> {
  const { department, granted, ...rest } = person;
  const [row] = await orm
    .insert(people)
    .values({ ...rest, granted: [...granted], nameWords: nameKeys([person.name, person.email]) })
    .onConflictDoNothing()
    .returning({ id: people.id });
  if (row && department !== undefined)
    await orm.insert(memberships).values({ person: row.id, department, fromOn: ALWAYS });
  return row?.id;
}

/** A new department counts from `on`, a first one from the beginning. */
export async function changePerson(orm: Orm, before: Person, person: PersonInput, on: string): Promise<void> {
  const { department, granted, ...rest } = person;
  await orm
    .update(people)
    .set({ ...rest, granted: [...granted], nameWords: nameKeys([person.name, person.email]) })
    .where(eq(people.id, before.id));
  if (department !== undefined && department !== before.department) {
    await orm
      .insert(memberships)
      .values({ person: before.id, department, fromOn: before.department === undefined ? ALWAYS : on });
  }
}
