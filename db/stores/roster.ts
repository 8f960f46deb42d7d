import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { NamedOutcome, RosterRow, RosterStore } from "../../src/domain/roster/teams.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { idList } from "../ids.ts";
import { roster } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

export function rosterStore(database: Database): RosterStore {
  const { orm } = database;
  return {
    name: (people, department, senior, on, write) => name(database, people, department, senior, on, write),
    end: (people, department, reason, on, write) => end(database, people, department, reason, on, write),
    active: (department, on) =>
      select(
        orm,
        sql`${activeOn(on)} and (${department ?? null}::text is null or r.department = ${department ?? null})`,
      ),
    get: async (id) => (await select(orm, sql`r.id = ${id}`))[0],
    setUndone: (id, undone, write) => setUndone(database, id, undone, write),
  };
}

/** On the team that day, and still with the city. */
const activeOn = (on: IsoDate): SQL =>
  sql`r.voided_at is null and r.from_on <= ${on} and (r.ended_on is null or r.ended_on > ${on}) and (p.left_on is null or p.left_on > ${on})`;

type Row = Omit<RosterRow, "person" | "endedOn"> & { person: RosterRow["person"] | string; endedOn: string | null };

async function select(orm: Orm, where: SQL): Promise<RosterRow[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select r.id, r.department, p.senior_leader as senior, r.from_on::text as "fromOn", r.ended_on::text as "endedOn", r.named_by::float8 as "namedBy",
        r.voided_at is not null as undone,
        json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', r.department, 'audience', p.audience, 'handles', '[]'::json) as person
      from roster r join people p on p.id = r.person where ${where} order by r.from_on, p.name, r.id`,
  );
  return rows.map((row) => ({
    ...row,
    person: typeof row.person === "string" ? (JSON.parse(row.person) as RosterRow["person"]) : row.person,
    endedOn: row.endedOn ?? undefined,
  }));
}

interface Named {
  id: string;
  outcome: NamedOutcome["outcome"];
}

async function name(
  database: Database,
  people: readonly number[],
  department: string,
  senior: boolean | undefined,
  on: IsoDate,
  write: Write,
): Promise<NamedOutcome[]> {
  const named = await writeOnce<Named[]>(database, write, "roster.name", async (orm) => {
    const fresh = await rowsOf<{ id: string; person: number }>(
      orm,
      sql`insert into roster (id, person, department, from_on, named_by)
        select 'RO-' || ${write.year}::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), person, ${department}, ${on}, ${write.actor}
        from (select person, nextval('roster_number') as n from unnest(${idList(people)}::bigint[]) as person) as numbered
        on conflict (department, person) where ended_on is null and voided_at is null do nothing
        returning id, person::float8 as person`,
    );
    const changed =
      senior === undefined
        ? []
        : await rowsOf(
            orm,
            sql`update people set senior_leader = ${senior} where id = any(${idList(people)}::bigint[]) and senior_leader <> ${senior} returning id`,
          );
    const open = await select(
      orm,
      sql`r.department = ${department} and r.person = any(${idList(people)}::bigint[]) and r.ended_on is null and r.voided_at is null`,
    );
    const outcome = open.map(
      (row): Named => ({
        id: row.id,
        outcome: fresh.some(({ id }) => id === row.id) ? "named" : "already on the team",
      }),
    );
    if (fresh.length === 0 && changed.length === 0) return { unwritten: outcome };
    return {
      outcome,
      subject: open.map((row) => row.id).join(" "),
      details: { after: { department, named: fresh, senior } },
    };
  });
  const ids = named.map(({ id }) => id);
  const rows = await select(database.orm, sql`r.id = any(${`{${ids.join(",")}}`}::text[])`);
  return rows.map((row) => ({ row, outcome: named.find(({ id }) => id === row.id)?.outcome ?? "already on the team" }));
}

async function end(
  database: Database,
  people: readonly number[],
  department: string,
  reason: string | undefined,
  on: IsoDate,
  write: Write,
): Promise<RosterRow[]> {
  const ids = await writeOnce<string[]>(database, write, "roster.end", async (orm) => {
    const ended = await rowsOf<{ id: string }>(
      orm,
      sql`update roster set ended_on = ${on}, reason = ${reason ?? null}
        where person = any(${idList(people)}::bigint[]) and department = ${department} and ended_on is null and voided_at is null returning id`,
    );
    const all = ended.map((row) => row.id);
    return all.length === 0
      ? { unwritten: [] }
      : { outcome: all, subject: all.join(" "), details: { after: { endedOn: on }, reason } };
  });
  return select(database.orm, sql`r.id = any(${`{${ids.join(",")}}`}::text[])`);
}

async function setUndone(database: Database, id: string, undone: boolean, write: Write): Promise<boolean> {
  try {
    await writeOnce<boolean>(database, write, undone ? "roster.undo" : "roster.restore", async (orm) => {
      await orm
        .update(roster)
        .set({ voidedAt: undone ? sql`now()` : null })
        .where(eq(roster.id, id));
      return { outcome: true, subject: id, details: { undone } };
    });
    return true;
  } catch (error) {
    if (constraintOf(error) === "roster_active") return false;
    throw error;
  }
}
