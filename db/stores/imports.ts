import { type SQL, sql } from "drizzle-orm";
import type { Write } from "../../src/core/request/write.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import type { PersonRow } from "../../src/domain/import/kinds.ts";
import type { ImportStore, RowOutcome } from "../../src/domain/import/store.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { sayToday, writeOnce } from "../write.ts";

/** Each kind is written by set, in chunks: a city has thousands of people, and a row each would take minutes. */
export function importStore(database: Database): ImportStore {
  const run = (
    kind: string,
    rows: readonly unknown[],
    write: Write,
    dryRun: boolean,
    apply: (orm: Orm) => Promise<RowOutcome[]>,
  ) => importOnce(database, kind, rows.length, write, dryRun, apply);
  return {
    departments: (rows, write, dryRun) =>
      run("departments", rows, write, dryRun, (orm) =>
        upsert(orm, rows, DEPARTMENTS, (row) => ({ ...row, key: row.code, serviceArea: row.serviceArea ?? null })),
      ),
    courses: (rows, write, dryRun) =>
      run("courses", rows, write, dryRun, (orm) =>
        upsert(orm, rows, COURSES, (row) => ({ ...row, key: row.code, validMonths: row.validMonths ?? null })),
      ),
    headcounts: (rows, write, dryRun) =>
      run("headcounts", rows, write, dryRun, (orm) =>
        upsert(orm, rows, HEADCOUNTS, (row) => ({
          ...row,
          key: `${row.department} ${row.tier} ${row.audience} ${row.asOf}`,
        })),
      ),
    people: (rows, on, write, dryRun) =>
      run("people", rows, write, dryRun, (orm) => importPeople(orm, rows, on, write)),
  };
}

/** Thrown to take a dry run's transaction back. */
class DryRun extends Error {
  readonly outcomes: RowOutcome[];
  constructor(outcomes: RowOutcome[]) {
    super("dry run");
    this.outcomes = outcomes;
  }
}

async function importOnce(
  database: Database,
  kind: string,
  count: number,
  write: Write,
  dryRun: boolean,
  apply: (orm: Orm) => Promise<RowOutcome[]>,
): Promise<RowOutcome[]> {
  try {
    return await writeOnce(database, write, `import.${kind}`, async (orm) => {
      await sayToday(orm, write);
      const outcomes = await apply(orm);
      if (dryRun) throw new DryRun(outcomes);
      return {
        outcome: outcomes,
        subject: `import:${kind}`,
        details: { rows: count, changed: outcomes.filter((one) => one !== "unchanged").length },
      };
    });
  } catch (error) {
    if (error instanceof DryRun) return error.outcomes;
    throw error;
  }
}

/** An insert from the JSON rows `$rows` that answers `key` and whether the row is new; rows that change nothing answer nothing. */
type Upsert = (rows: SQL) => SQL;

const DEPARTMENTS: Upsert = (rows) => sql`
  insert into departments as d (code, name, aliases, service_area, active)
  select code, name, array(select jsonb_array_elements_text(aliases)), "serviceArea", true
  from jsonb_to_recordset(${rows}) as r(code text, name text, aliases jsonb, "serviceArea" text)
  on conflict (code) do update set name = excluded.name, aliases = excluded.aliases, service_area = excluded.service_area, active = true
  where (d.name, d.aliases, d.service_area, d.active) is distinct from (excluded.name, excluded.aliases, excluded.service_area, true)
  returning code as key, (xmax = 0) as added`;

const COURSES: Upsert = (rows) => sql`
  insert into courses as c (code, title, program, mandatory_for, aliases, valid_months)
  select code, title, program, array(select jsonb_array_elements_text("mandatoryFor")), array(select jsonb_array_elements_text(aliases)), "validMonths"
  from jsonb_to_recordset(${rows}) as r(code text, title text, program text, "mandatoryFor" jsonb, aliases jsonb, "validMonths" int)
  on conflict (code) do update set title = excluded.title, program = excluded.program, mandatory_for = excluded.mandatory_for, aliases = excluded.aliases, valid_months = excluded.valid_months
  where (c.title, c.program, c.mandatory_for, c.aliases, c.valid_months) is distinct from (excluded.title, excluded.program, excluded.mandatory_for, excluded.aliases, excluded.valid_months)
  returning code as key, (xmax = 0) as added`;

const HEADCOUNTS: Upsert = (rows) => sql`
  insert into headcounts as h (department, tier, audience, count, as_of)
  select department, tier, audience, count, "asOf"::date
  from jsonb_to_recordset(${rows}) as r(department text, tier text, audience text, count int, "asOf" text)
  on conflict (department, tier, audience, as_of) do update set count = excluded.count where h.count <> excluded.count
  returning department || ' ' || tier || ' ' || audience || ' ' || to_char(as_of, 'YYYY-MM-DD') as key, (xmax = 0) as added`;

const PEOPLE: Upsert = (rows) => sql`
  insert into people as p (email, name, tier, senior_leader, audience, granted, left_on, name_words)
  select email, name, tier, "seniorLeader", audience, array(select jsonb_array_elements_text(granted)), "leftOn"::date, array(select jsonb_array_elements_text("nameWords"))
  from jsonb_to_recordset(${rows}) as r(email text, name text, tier text, "seniorLeader" boolean, audience text, granted jsonb, "leftOn" text, "nameWords" jsonb)
  on conflict (lower(email)) do update set name = excluded.name, tier = excluded.tier, senior_leader = excluded.senior_leader, audience = excluded.audience,
    granted = excluded.granted, left_on = excluded.left_on, name_words = excluded.name_words
  where (p.name, p.tier, p.senior_leader, p.audience, p.granted, p.left_on) is distinct from (excluded.name, excluded.tier, excluded.senior_leader, excluded.audience, excluded.granted, excluded.left_on)
  returning lower(email) as key, (xmax = 0) as added`;

const CHUNK = 2000;

async function upsert<Row>(
  orm: Orm,
  rows: readonly Row[],
  statement: Upsert,
  toJson: (row: Row) => { key: string },
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK).map(toJson);
    const written = await rowsOf<{ key: string; added: boolean }>(
      orm,
      statement(sql`${JSON.stringify(chunk)}::text::jsonb`),
    );
    const added = new Map(written.map((row) => [row.key, row.added]));
    outcomes.push(
      ...chunk.map(({ key }): RowOutcome => (added.has(key) ? (added.get(key) ? "added" : "changed") : "unchanged")),
    );
  }
  return outcomes;
}

async function importPeople(orm: Orm, rows: readonly PersonRow[], on: string, write: Write): Promise<RowOutcome[]> {
  const outcomes = await upsert(orm, rows, PEOPLE, (row) => ({
    ...row,
    key: row.email.toLowerCase(),
    leftOn: row.leftOn ?? null,
    nameWords: nameKeys([row.name, row.email]),
  }));
  const moved = new Set<string>();
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = sql`${JSON.stringify(rows.slice(at, at + CHUNK).map((row) => ({ ...row, email: row.email.toLowerCase() })))}::text::jsonb`;
    for (const { email } of await moveMembers(orm, chunk, on)) moved.add(email);
    for (const { email } of await putOnRoster(orm, chunk, on, write.year)) moved.add(email);
    await linkIdentities(orm, chunk);
  }
  return outcomes.map((outcome, at) =>
    outcome === "unchanged" && moved.has(rows[at]?.email.toLowerCase() ?? "") ? "changed" : outcome,
  );
}

/**
 * A first department counts from the beginning; another one from today on (trap G8). What somebody said of themselves is
 * confirmed by a file that says the same.
 */
function moveMembers(orm: Orm, rows: SQL, on: string) {
  return rowsOf<{ email: string }>(
    orm,
    sql`with wanted as (
        select p.id, lower(p.email) as email, r.department, m.id as membership, m.department as current, m.confirmed
        from jsonb_to_recordset(${rows}) as r(email text, department text)
        join people p on lower(p.email) = r.email
        left join lateral (select id, department, confirmed from memberships where person = p.id and from_on <= ${on} order by from_on desc, id desc limit 1) m on true
        where r.department is not null
      ), moved as (
        insert into memberships (person, department, from_on)
        select id, department, case when current is null then date '1970-01-01' else ${on}::date end from wanted where current is distinct from department
        returning person
      ), confirmed as (
        update memberships m set confirmed = true from wanted w
        where m.id = w.membership and w.current = w.department and not w.confirmed
        returning m.person
      )
      select w.email from wanted w where w.current is not null and w.id in (select person from moved union select person from confirmed)`,
  );
}

function putOnRoster(orm: Orm, rows: SQL, on: string, year: number) {
  return rowsOf<{ email: string }>(
    orm,
    sql`with leads as (
        select p.id, lower(p.email) as email, r.department
        from jsonb_to_recordset(${rows}) as r(email text, department text, lead boolean) join people p on lower(p.email) = r.email where r.lead
      ), placed as (
        insert into roster (id, person, department, from_on)
        select 'RO-' || ${year}::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), id, department, ${on}::date
        from (select leads.*, nextval('roster_number') as n from leads) numbered
        on conflict (department, person) where ended_on is null and voided_at is null do nothing returning person
      )
      select l.email from leads l join placed on placed.person = l.id`,
  );
}

/** Imported ids win. The tenant is learnt with the first message, so it is left open here. */
function linkIdentities(orm: Orm, rows: SQL) {
  return rowsOf(
    orm,
    sql`insert into identities (platform, tenant, user_id, person)
      select i.platform, '', i.user_id, p.id
      from jsonb_to_recordset(${rows}) as r(email text, "slackUserId" text, "teamsUserId" text)
      join people p on lower(p.email) = r.email
      cross join lateral (values ('slack', r."slackUserId"), ('teams', r."teamsUserId")) as i(platform, user_id)
      where i.user_id is not null
      on conflict (platform, tenant, user_id) do update set person = excluded.person`,
  );
}
