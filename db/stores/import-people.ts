import { type SQL, sql } from "drizzle-orm";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { Write } from "../../src/core/request/write.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import { differences, type PersonChange, type PersonFacts } from "../../src/domain/import/person-change.ts";
import type { PersonRow } from "../../src/domain/import/person-file.ts";
import { planPeople } from "../../src/domain/import/person-plan.ts";
import type { RowOutcome } from "../../src/domain/import/store.ts";
import { type Orm, rowsOf } from "../database.ts";
import { enqueue } from "./deliveries/enqueue.ts";
import { waiting } from "./grants.ts";
import { peopleOnRecord } from "./people-on-record.ts";

/** Rows in one statement. */
const CHUNK = 2000;

type Change = PersonChange & { person: number };

/** Plans anew under a lock, so that two files at once cannot both take the last administrator away. */
export async function importPeople(
  orm: Orm,
  rows: readonly PersonRow[],
  on: string,
  write: Write,
): Promise<RowOutcome[]> {
  await rowsOf(orm, sql`lock table people in share row exclusive mode`);
  const numbered = rows.map((row, at) => ({ line: at + 1, ...row }));
  const plan = planPeople(numbered, await peopleOnRecord(orm), on, write.file ? write.actor : "sample");
  const [problem] = plan.problems;
  if (problem) throw new Error(`line ${problem.line} of people: ${problem.column} ${problem.reason}`);
  const planned = plan.changes.flatMap((change) => change ?? []);
  for (let at = 0; at < planned.length; at += CHUNK) await writePeople(orm, planned.slice(at, at + CHUNK), on, write);
  return planned.map((change) =>
    change.before === undefined ? "added" : differences(change).length > 0 ? "changed" : "unchanged",
  );
}

/** Returns the people's ids, those who were added first. */
export async function writePeople(
  orm: Orm,
  planned: readonly PersonChange[],
  on: string,
  write: Write,
): Promise<number[]> {
  const fresh = planned.filter(({ id }) => id === undefined);
  const changed = planned.filter((change) => change.id !== undefined && differences(change).length > 0);
  const renamed = changed.filter(({ before, after }) => before?.name !== after.name || before?.email !== after.email);
  await keepNames(orm, renamed);
  await update(orm, changed);
  const ids = await insert(orm, fresh);
  const all: Change[] = [
    ...fresh.map((change) => ({ ...change, person: ids.get(keyOf(change.after)) ?? 0 })),
    ...changed.map((change) => ({ ...change, person: change.id ?? 0 })),
  ];
  await move(orm, all);
  await putOnRoster(orm, all, on, write);
  await link(orm, all);
  await hold(orm, all, write);
  await askForOfficers(orm, all, write);
  await audit(orm, all, write);
  return [...all.map(({ person }) => person), ...planned.flatMap(({ id }) => id ?? [])];
}

const json = (rows: readonly object[]): SQL => sql`${JSON.stringify(rows)}::text::jsonb`;

const keyOf = ({ email, employeeId, externalId }: PersonFacts) => email ?? employeeId ?? externalId ?? "";

const columns = (change: PersonChange) => ({
  ...change.after,
  id: change.id,
  nameWords: nameKeys([change.after.name, change.after.email ?? ""]),
});

const AS_PERSON = sql`as r(id bigint, email text, "employeeId" text, "externalId" text, name text, tier text, "seniorLeader" boolean, audience text, granted jsonb, title text, "leftOn" text, "nameWords" jsonb)`;

async function insert(orm: Orm, changes: readonly PersonChange[]): Promise<Map<string, number>> {
  if (changes.length === 0) return new Map();
  const rows = await rowsOf<{ id: number; key: string }>(
    orm,
    sql`insert into people (email, employee_id, external_id, name, tier, senior_leader, audience, granted, title, left_on, name_words)
      select email, "employeeId", "externalId", name, tier, "seniorLeader", audience, array(select jsonb_array_elements_text(granted)), title, "leftOn"::date, array(select jsonb_array_elements_text("nameWords"))
      from jsonb_to_recordset(${json(changes.map(columns))}) ${AS_PERSON} returning id::float8 as id, key`,
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function update(orm: Orm, changes: readonly PersonChange[]): Promise<void> {
  if (changes.length === 0) return;
  await rowsOf(
    orm,
    sql`update people p set email = r.email, employee_id = r."employeeId", external_id = r."externalId", name = r.name, tier = r.tier,
        senior_leader = r."seniorLeader", audience = r.audience, granted = array(select jsonb_array_elements_text(r.granted)), title = r.title,
        left_on = r."leftOn"::date, name_words = array(select jsonb_array_elements_text(r."nameWords"))
      from jsonb_to_recordset(${json(changes.map(columns))}) ${AS_PERSON} where p.id = r.id`,
  );
}

/** How they were called before: the trail itself holds no names. */
async function keepNames(orm: Orm, changes: readonly PersonChange[]): Promise<void> {
  if (changes.length === 0) return;
  await rowsOf(
    orm,
    sql`insert into person_names (person, name, email) select id, name, email from people
      where id in (select r.id from jsonb_to_recordset(${json(changes.map(({ id }) => ({ id })))}) as r(id bigint))`,
  );
}

async function move(orm: Orm, changes: readonly Change[]): Promise<void> {
  const moved = changes.flatMap(({ person, move: one }) => (one ? [{ person, ...one }] : []));
  if (moved.length > 0)
    await rowsOf(
      orm,
      sql`insert into memberships (person, department, from_on) select person, department, "from"::date
        from jsonb_to_recordset(${json(moved)}) as r(person bigint, department text, "from" text)`,
    );
  const confirmed = changes.flatMap(({ confirm }) => (confirm === undefined ? [] : [{ id: confirm }]));
  if (confirmed.length > 0)
    await rowsOf(
      orm,
      sql`update memberships set confirmed = true where id in (select r.id from jsonb_to_recordset(${json(confirmed)}) as r(id bigint))`,
    );
}

async function putOnRoster(orm: Orm, changes: readonly Change[], on: string, { year }: Write): Promise<void> {
  const leads = changes.flatMap(({ person, lead }) => (lead === undefined ? [] : [{ person, department: lead }]));
  if (leads.length === 0) return;
  await rowsOf(
    orm,
    sql`insert into roster (id, person, department, from_on)
      select 'RO-' || ${year}::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), person, department, ${on}::date
      from (select r.*, nextval('roster_number') as n from jsonb_to_recordset(${json(leads)}) as r(person bigint, department text)
        where not exists (select from roster o where o.person = r.person and o.department = r.department and o.ended_on is null and o.voided_at is null)) numbered
      on conflict (department, person) where ended_on is null and voided_at is null do nothing`,
  );
}

/** Imported ids win. The tenant is learnt with the first message, so it is left open here. */
async function link(orm: Orm, changes: readonly Change[]): Promise<void> {
  const links = changes.flatMap(({ person, links: all }) => all.map((one) => ({ person, ...one })));
  if (links.length === 0) return;
  await rowsOf(
    orm,
    sql`insert into identities (platform, tenant, user_id, person) select platform, '', "userId", person
      from jsonb_to_recordset(${json(links)}) as r(person bigint, platform text, "userId" text)
      on conflict (platform, tenant, user_id) do update set person = excluded.person`,
  );
}

async function hold(orm: Orm, changes: readonly Change[], write: Write): Promise<void> {
  const { file } = write;
  const held = changes.flatMap(({ person, held: leftOn, line }) =>
    leftOn === undefined ? [] : [{ person, leftOn, line }],
  );
  if (held.length === 0) return;
  await rowsOf(
    orm,
    sql`insert into held_leaves (person, left_on, file, hash, line) select person, "leftOn"::date, ${file?.name ?? null}, ${file?.hash ?? null}, line
      from jsonb_to_recordset(${json(held)}) as r(person bigint, "leftOn" text, line int)
      where not exists (select from held_leaves h where h.person = r.person and h.decided_at is null)`,
  );
  await tellAdministrators(orm, write);
}

/** The directory says it one by one: they are told once a day of it, and once of a file. */
async function tellAdministrators(orm: Orm, { file, today }: Write): Promise<void> {
  const administrators = await rowsOf<{ id: number }>(
    orm,
    sql`select id::float8 as id from people where 'admin' = any(granted) and merged_into is null and left_on is null`,
  );
  const occasion = `${file?.hash || file?.name}:${today}`;
  await enqueue(
    orm,
    administrators.map(({ id }) => ({ kind: "leaves-held", recipient: toPerson(id), occasion, data: {} })),
  );
}

/** Whoever may confirm it is asked once, also by a file of which nobody else hears. */
async function askForOfficers(orm: Orm, changes: readonly Change[], { actor, request }: Write): Promise<void> {
  const officers = changes.flatMap(({ person, confirmers }) => (confirmers ? [{ person, confirmers }] : []));
  const fresh = await waiting(
    orm,
    officers.map(({ person, confirmers }) => ({ person, askedBy: actor, inEffect: confirmers.length === 0 })),
  );
  const questions = officers.flatMap(({ person, confirmers }) =>
    confirmers.flatMap((id) =>
      fresh.has(person)
        ? [{ kind: "officer-to-confirm", occasion: request, data: { person, by: actor }, recipient: toPerson(id) }]
        : [],
    ),
  );
  await enqueue(orm, questions);
}

/** One entry a person who changed, or who is new by a file: "who took my role away?" is answered by it. */
async function audit(orm: Orm, changes: readonly Change[], { actor, request, file }: Write): Promise<void> {
  const told = changes.filter(({ before }) => before !== undefined || file !== undefined);
  if (told.length === 0) return;
  const entries = told.map((change) => ({
    subject: `person:${change.person}`,
    details: {
      ...(change.before ? { before: facts(change.before, change.move?.before) } : {}),
      after: facts(change.after, change.move?.department),
      ...renameOf(change),
      ...(change.held === undefined ? {} : { held: change.held }),
      ...officerOf(change),
      ...(file ? { file: { name: file.name, hash: file.hash, lines: [{ line: change.line }] } } : {}),
    },
  }));
  await rowsOf(
    orm,
    sql`insert into audit_entries (actor, action, subject, request, details) select ${actor}::bigint, 'person.import', subject, ${request}::text, details
      from jsonb_to_recordset(${json(entries)}) as r(subject text, details jsonb)`,
  );
}

const officerOf = ({ confirmers }: PersonChange) => {
  if (confirmers === undefined) return {};
  return confirmers.length === 0 ? { officer: { alone: true } } : { officer: { asked: confirmers } };
};

const renameOf = ({ before, after }: PersonChange) => ({
  ...(before && before.name !== after.name ? { renamed: true } : {}),
  ...(before && before.email !== after.email ? { readdressed: true } : {}),
});

/** For the trail: no names and no addresses in it. */
const facts = ({ name: _, email: __, title: ___, ...rest }: PersonFacts, department: string | undefined) => ({
  ...rest,
  ...(department === undefined ? {} : { department }),
});
