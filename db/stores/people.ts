import { and, eq, sql } from "drizzle-orm";
import type { Actor } from "../../src/core/actor.ts";
import type { Person } from "../../src/core/person.ts";
import type { Author, Platform } from "../../src/core/request.ts";
import type { Identity, PeopleStore, PersonInput, Write } from "../../src/core/stores.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { identities, memberships, people } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

export function peopleStore(database: Database): PeopleStore {
  const { orm } = database;
  return {
    identify: (author, on) => identify(database, author, on),
    actor: async (email, platform, on) => {
      const [row] = await database.run<Known>(BY_EMAIL, [on, email]);
      return row && toActor(row, platform);
    },
    leads: (on) =>
      rowsOf(
        orm,
        sql`select person::float8 as person, department from roster where voided_at is null and (ended_on is null or ended_on > ${on})`,
      ),
    hasAdmin: async () => {
      const [row] = await orm
        .select({ id: people.id })
        .from(people)
        .where(sql`'admin' = any(${people.granted})`)
        .limit(1);
      return row !== undefined;
    },
    link: (author, on) => link(database, author, on),
    named: (words, on) =>
      selectPeople(
        orm,
        on,
        sql`p.name_words && ${textArray(nameKeys(words))} and (p.left_on is null or p.left_on > ${on})`,
        300,
      ),
    byEmail: (emails, on) =>
      selectPeople(orm, on, sql`lower(p.email) = any(${textArray(emails.map((email) => email.toLowerCase()))})`),
    byId: (ids, on) => selectPeople(orm, on, sql`p.id = any(${`{${ids.join(",")}}`}::bigint[])`),
    list: (department, on) =>
      selectPeople(
        orm,
        on,
        department === undefined
          ? sql`true`
          : sql`m.department = ${department} and (p.left_on is null or p.left_on > ${on})`,
      ),
    claimDepartment: (person, department, on, write) => claimDepartment(database, person, department, on, write),
    confirmDepartment: (person, write) => confirmDepartment(database, person, write),
    save: (person, on, write) => savePerson(database, person, on, write),
  };
}

function claimDepartment(database: Database, person: number, department: string, on: string, write: Write) {
  return writeOnce<undefined>(database, write, "person.claim-department", async (orm) => {
    await orm.insert(memberships).values({ person, department, fromOn: on, confirmed: false });
    return { outcome: undefined, subject: `person:${person}`, details: { after: { department } } };
  });
}

function confirmDepartment(database: Database, person: number, write: Write) {
  return writeOnce<"confirmed" | "unchanged">(database, write, "person.confirm-department", async (orm) => {
    const open = and(eq(memberships.person, person), eq(memberships.confirmed, false));
    const [one] = await orm.update(memberships).set({ confirmed: true }).where(open).returning();
    if (!one) return { unwritten: "unchanged" };
    return { outcome: "confirmed", subject: `person:${person}`, details: { after: { department: one.department } } };
  });
}

/** A text array as one parameter: the drivers serialise arrays differently. */
function textArray(words: readonly string[]) {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(words)}::text::jsonb))`;
}

type Row = Omit<Person, "department" | "leftOn" | "handles"> & {
  department: string | null;
  leftOn: string | null;
  handles: string[] | string;
};

/** People with their department on that day and the platform ids that mention them. */
async function selectPeople(orm: Orm, on: string, where: ReturnType<typeof sql>, limit = 400_000): Promise<Person[]> {
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

/** $1 day. A person as an actor is made of. */
const KNOWN = `
select p.id::float8 as id, p.email, p.name, p.granted, p.left_on::text as "leftOn", m.department, coalesce(m.confirmed, false) as confirmed,
  coalesce((select string_agg(department, ',' order by department) from roster where person = p.id and voided_at is null and (ended_on is null or ended_on > $1::date)), '') as leads
from people p
left join lateral (select department, confirmed from memberships where person = p.id and from_on <= $1::date order by from_on desc, id desc limit 1) m on true`;

/** $1 day · $2 platform · $3 tenant · $4 user id. Imported ids have no tenant yet. */
const BY_IDENTITY = `${KNOWN} join identities i on i.person = p.id
where i.platform = $2::text and i.tenant in ($3::text, '') and i.user_id = $4::text order by i.tenant desc limit 1`;

/** $1 day · $2 e-mail address */
const BY_EMAIL = `${KNOWN} where p.id > 0 and lower(p.email) = lower($2::text)`;

interface Known {
  id: number;
  email: string;
  name: string;
  granted: Actor["granted"];
  leftOn: string | null;
  department: string | null;
  confirmed: boolean;
  leads: string;
}

async function identify(database: Database, author: Author, on: string): Promise<Identity> {
  const [row] = await database.run<Known>(BY_IDENTITY, [on, author.platform, author.tenant, author.userId]);
  if (!row) return { state: "unknown" };
  if (row.leftOn !== null && row.leftOn <= on) return { state: "left", on: row.leftOn };
  return { state: "known", actor: toActor(row, author.platform) };
}

function toActor({ leftOn: _, leads, department, confirmed, ...known }: Known, platform: Platform): Actor {
  return {
    ...known,
    department: department ?? undefined,
    departmentConfirmed: confirmed,
    leads: leads === "" ? [] : leads.split(","),
    platform,
  };
}

/**
 * First sight of a member of our own workspace: linked once by e-mail; somebody nobody imported becomes a person without
 * a department. After that only an administrator changes the link (contract.md, Who is who).
 */
async function link(database: Database, author: Author, on: string): Promise<Identity> {
  const { email } = author;
  if (email === undefined || author.kind !== "member") return { state: "unknown" };
  await database.orm.transaction(async (orm) => {
    const person =
      (await idByEmail(orm, email)) ??
      (await insertPerson(orm, {
        email,
        name: author.name ?? email,
        department: undefined,
        tier: "employee",
        audience: "employee",
        seniorLeader: false,
        granted: [],
      }));
    await orm
      .insert(identities)
      .values({ platform: author.platform, tenant: author.tenant, userId: author.userId, person })
      .onConflictDoNothing();
  });
  return identify(database, author, on);
}

async function idByEmail(orm: Orm, email: string): Promise<number | undefined> {
  const [row] = await orm
    .select({ id: sql<number>`coalesce(${people.mergedInto}, ${people.id})::float8` })
    .from(people)
    .where(sql`lower(${people.email}) = ${email.toLowerCase()}`);
  return row?.id;
}

/** Before this day nobody is asked where they were: the first department counts from the beginning. */
const ALWAYS = "1970-01-01";

async function insertPerson(orm: Orm, person: PersonInput): Promise<number> {
  const { department, granted, ...rest } = person;
  const [row] = await orm
    .insert(people)
    .values({ ...rest, granted: [...granted], nameWords: nameKeys([person.name, person.email]) })
    .returning({ id: people.id });
  if (!row) throw new Error("a person was not inserted");
  if (department !== undefined) await orm.insert(memberships).values({ person: row.id, department, fromOn: ALWAYS });
  return row.id;
}

/** Adds a person or changes one with that e-mail; a new department counts from `on`. */
function savePerson(database: Database, person: PersonInput, on: string, write: Parameters<PeopleStore["save"]>[2]) {
  return writeOnce<"added" | "changed" | "unchanged">(database, write, "person.save", async (orm) => {
    const [before] = await selectPeople(orm, on, sql`lower(p.email) = ${person.email.toLowerCase()}`);
    if (!before) {
      const id = await insertPerson(orm, person);
      return { outcome: "added", subject: `person:${id}`, details: { after: facts(person) } };
    }
    if (JSON.stringify(facts(person)) === JSON.stringify(facts(before)) && before.name === person.name)
      return { unwritten: "unchanged" };
    await changePerson(orm, before, person, on);
    return {
      outcome: "changed",
      subject: `person:${before.id}`,
      details: { before: facts(before), after: facts(person) },
    };
  });
}

async function changePerson(orm: Orm, before: Person, person: PersonInput, on: string): Promise<void> {
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

/** For the trail: no names in it. */
const facts = ({ department, tier, audience, seniorLeader, granted }: PersonInput) => ({
  department,
  tier,
  audience,
  seniorLeader,
  granted: [...granted].sort(),
});
