import { eq, sql } from "drizzle-orm";
import type { Person } from "../../src/core/people/person.ts";
import type { PersonInput } from "../../src/core/people/store.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { memberships, people } from "../schema/index.ts";
import { keepAnAdmin } from "./grants.ts";

interface Row extends Omit<Person, "department" | "leftOn" | "handles"> {
  department: string | null;
  leftOn: string | null;
  handles: string[] | string;
}

/** $1 day. People with their department on that day and the platform ids that mention them; a condition on p or m follows. */
const peopleFrom = (source: string) => `
select p.id::float8 as id, p.key as email, p.name, p.tier, p.senior_leader as "seniorLeader", p.audience, p.granted, p.left_on::text as "leftOn",
  m.department, coalesce(m.confirmed, false) as "departmentConfirmed",
  coalesce((select json_agg(i.user_id) from identities i where i.person = p.id), '[]'::json) as handles
from ${source}
left join lateral (select department, confirmed from memberships where person = p.id and from_on <= $1::date order by from_on desc, id desc limit 1) m on true
where p.id > 0 and p.merged_into is null and`;
const PEOPLE = peopleFrom("people p");

/** A person's key as `personKey` writes it. */
export const PERSON_KEY = "lower(regexp_replace(p.key, '^0+(?=[0-9]+$)', ''))";

/** `offset 0` keeps the planner from reading all people for the few that are found, as it does while it knows nothing of them. */
const found = (ids: string) =>
  peopleFrom(`(${ids}) as found cross join lateral (select * from people where id = found.id offset 0) p`);

const EMPLOYEE_KEY = "lower(regexp_replace(employee_id, '^0+(?=[0-9]+$)', ''))";

/** With the ids beside the e-mail address. */
const withIds = (query: string) =>
  query.replace("p.key as email,", 'p.key as email, p.employee_id as "employeeId", p.external_id as "externalId",');

/** A JSON list as one parameter: the drivers serialise arrays differently. */
const list = (parameter: string) => `array(select jsonb_array_elements_text(${parameter}::text::jsonb))`;

/** Prepared: every sentence that may name somebody asks one of these. */
const ASKED = {
  /** $2 keys of names, $3 platform ids, JSON lists. The union lets each of the two use its index. */
  named: `${found(
    `select id from people where name_words && ${list("$2")} union select person from identities where lower(user_id) = any(${list("$3")})`,
  )} (p.left_on is null or p.left_on > $1::date) order by p.name, p.id limit greatest(300, 10 * jsonb_array_length($3::text::jsonb))`,
  /** $2 keys as `personKey` writes them, a JSON list */
  byEmail: `${PEOPLE} ${PERSON_KEY} = any(${list("$2")}) order by p.name, p.id`,
  /** $2 keys as `personKey` writes them, a JSON list: one of the three ids of each person. */
  byKeys: `${withIds(
    found(
      `select id from people where lower(email) = any(${list("$2")}) union select id from people where ${EMPLOYEE_KEY} = any(${list("$2")}) union select id from people where lower(external_id) = any(${list("$2")})`,
    ),
  )} (p.left_on is null or p.left_on > $1::date) order by p.name, p.id`,
  /** $2 ids, as `{1,2}` */
  byId: `${PEOPLE} p.id = any($2::text::bigint[]) order by p.name, p.id`,
  /** $2 department */
  of: `${PEOPLE} m.department = $2::text and (p.left_on is null or p.left_on > $1::date) order by p.name, p.id`,
  withKeys: `${withIds(PEOPLE)} true order by p.name, p.id`,
  all: `${PEOPLE} true order by p.name, p.id`,
};

export async function readPeople(
  database: Database,
  question: keyof typeof ASKED,
  on: string,
  ...values: string[]
): Promise<Person[]> {
  return (await database.run<Row>(ASKED[question], [on, ...values])).map(toPerson);
}

const [BEFORE_DAY = "", AFTER_DAY = ""] = PEOPLE.split("$1");

/** The same inside of a transaction. */
export async function findPerson(orm: Orm, email: string, on: string): Promise<Person | undefined> {
  const rows = await rowsOf<Row>(
    orm,
    sql`${sql.raw(BEFORE_DAY)}${on}${sql.raw(AFTER_DAY)} lower(p.email) = ${email.toLowerCase()}`,
  );
  return rows.map(toPerson)[0];
}

const toPerson = (row: Row): Person => ({
  ...row,
  department: row.department ?? undefined,
  leftOn: row.leftOn ?? undefined,
  handles: typeof row.handles === "string" ? (JSON.parse(row.handles) as string[]) : row.handles,
});

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
  if (before.granted.includes("admin") && !granted.includes("admin")) await keepAnAdmin(orm, before.id);
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
