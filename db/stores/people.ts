import { and, eq, sql } from "drizzle-orm";
import { personKey } from "../../src/core/people/person.ts";
import type { Identity, PeopleStore, PersonInput } from "../../src/core/people/store.ts";
import { PAGES } from "../../src/core/people/web.ts";
import type { Actor } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Author, Platform } from "../../src/core/request/request.ts";
import { IMPORT_AUTHOR, type Write } from "../../src/core/request/write.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import { type Database, type Orm, rowsOf, transaction } from "../database.ts";
import { idList } from "../ids.ts";
import { auditEntries, identities, memberships } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { changePerson, findPerson, idByEmail, insertPerson, PERSON_KEY, readPeople } from "./people-rows.ts";

export function peopleStore(database: Database): PeopleStore {
  const { orm } = database;
  return {
    identify: (author, on) => identify(database, author, on),
    actor: async (email, platform, on) => {
      const [row] = await database.run<Known>(BY_EMAIL, [on, personKey(email)]);
      return row && toActor(row, platform);
    },
    leads: (on) =>
      rowsOf(
        orm,
        sql`select person::float8 as person, department from roster where voided_at is null and (ended_on is null or ended_on > ${on})`,
      ),
    hasAdmin: async () => {
      const [row] = await rowsOf(
        orm,
        sql`select from people where 'admin' = any(granted) and merged_into is null and (left_on is null or left_on > current_date) limit 1`,
      );
      return row !== undefined;
    },
    link: (author, on, sight) => link(database, author, on, sight),
    named: (words, on) => readPeople(database, "named", on, JSON.stringify(nameKeys(words)), JSON.stringify(words)),
    byEmail: (emails, on) => readPeople(database, "byEmail", on, JSON.stringify(emails.map(personKey))),
    byKeys: (keys, on) => readPeople(database, "byKeys", on, JSON.stringify(keys.map(personKey))),
    withKeys: (on) => readPeople(database, "withKeys", on),
    byId: (ids, on) => readPeople(database, "byId", on, idList(ids)),
    list: (department, on) =>
      department === undefined ? readPeople(database, "all", on) : readPeople(database, "of", on, department),
    claimDepartment: (person, department, on, write) => claimDepartment(database, person, department, on, write),
    confirmDepartment: (person, write) => confirmDepartment(database, person, write),
    save: (person, on, write) => savePerson(database, person, on, write),
  };
}

/** Only for somebody who belongs nowhere: what others said of them is not theirs to change. */
function claimDepartment(database: Database, person: number, department: string, on: string, write: Write) {
  return writeOnce<undefined>(database, write, "person.claim-department", async (orm) => {
    const claimed = await rowsOf(
      orm,
      sql`insert into memberships (person, department, from_on, confirmed)
        select ${person}, ${department}, ${on}::date, false where not exists (select from memberships where person = ${person} and from_on <= ${on}) returning id`,
    );
    if (claimed.length === 0) return { unwritten: undefined };
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

/** $1 day. A person as an actor is made of. */
const KNOWN = `
select p.id::float8 as id, p.key as email, p.name, p.granted, p.left_on::text as "leftOn", m.department, coalesce(m.confirmed, false) as confirmed,
  coalesce((select string_agg(department, ',' order by department) from roster where person = p.id and voided_at is null and (ended_on is null or ended_on > $1::date)), '') as leads
from people p
left join lateral (select department, confirmed from memberships where person = p.id and from_on <= $1::date order by from_on desc, id desc limit 1) m on true`;

/** $1 day · $2 platform · $3 tenant · $4 user id. Imported ids have no tenant yet. */
const BY_IDENTITY = `${KNOWN} join identities i on i.person = p.id
where i.platform = $2::text and i.tenant in ($3::text, '') and i.user_id = $4::text order by i.tenant desc limit 1`;

/** $1 day · $2 person, whom a session of the pages names; merged since, it is whom they were merged into. */
const BY_SESSION = `${KNOWN} where p.id > 0 and p.id = (select coalesce(merged_into, id) from people where id = $2::bigint)`;

/** $1 day · $2 e-mail address, else employee id, as `personKey` writes it */
const BY_EMAIL = `${KNOWN} where p.id > 0 and ${PERSON_KEY} = $2::text`;

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
  const { platform, tenant, userId } = author;
  const byPage = platform === "web" && tenant === PAGES;
  const [row] = byPage
    ? await database.run<Known>(BY_SESSION, [on, userId])
    : await database.run<Known>(BY_IDENTITY, [on, platform, tenant, userId]);
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
 * a department once they write. After that only an administrator changes the link (contract.md, Who is who).
 */
async function link(
  database: Database,
  author: Author,
  on: string,
  sight: Parameters<PeopleStore["link"]>[2],
): Promise<Identity> {
  const { email } = author;
  if (email === undefined || author.kind !== "member") return { state: "unknown" };
  await transaction(database, async (orm) => {
    const known = await idByEmail(orm, email);
    if (known === undefined && sight === "mentioned") return;
    const { person, added } =
      known === undefined ? await add(orm, email, author.name) : { person: known, added: false };
    const { platform, tenant, userId } = author;
    const linked = await orm
      .insert(identities)
      .values({ platform, tenant, userId, person })
      .onConflictDoNothing()
      .returning({ person: identities.person });
    if (linked.length === 0) return;
    const actor = sight === "wrote" ? person : IMPORT_AUTHOR;
    const entry = { actor, subject: `person:${person}`, request: `first sight of ${person} on ${platform}` };
    await orm.insert(auditEntries).values({ ...entry, action: "person.link", details: { platform, added } });
  });
  return identify(database, author, on);
}

/** Somebody else may be adding the same address at this moment. */
async function add(orm: Orm, email: string, name: string | undefined): Promise<{ person: number; added: boolean }> {
  const added = await insertPerson(orm, newcomer(email, name));
  const person = added ?? (await idByEmail(orm, email));
  if (person === undefined) throw new Error("a person was neither found nor added");
  return { person, added: added !== undefined };
}

const newcomer = (email: string, name = email): PersonInput => ({
  email,
  name,
  department: undefined,
  tier: "employee",
  audience: "employee",
  seniorLeader: false,
  granted: [],
});

/** Adds a person or changes one with that e-mail; a new department counts from `on`. */
function savePerson(database: Database, person: PersonInput, on: string, write: Parameters<PeopleStore["save"]>[2]) {
  return writeOnce<"added" | "changed" | "unchanged">(database, write, "person.save", async (orm) => {
    const find = () => findPerson(orm, person.email, on);
    const known = await find();
    const added = known ? undefined : await insertPerson(orm, person);
    if (added !== undefined) return { outcome: "added", subject: `person:${added}`, details: { after: facts(person) } };
    const before = known ?? (await find());
    if (!before) throw new Refusal(`${person.email} belongs to somebody who was merged. Nothing was saved.`, "email");
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

/** For the trail: no names in it. */
const facts = ({ department, tier, audience, seniorLeader, granted }: PersonInput) => ({
  department,
  tier,
  audience,
  seniorLeader,
  granted: [...granted].sort(),
});
