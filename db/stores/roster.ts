import { and, eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { LEADS, type NamedOutcome, type RosterRow, type RosterStore } from "../../src/domain/roster/teams.ts";
import { type Database, rowsOf } from "../database.ts";
import { idList } from "../ids.ts";
import { type Records, recordStore } from "../records.ts";
import { parsed, personIn } from "../rows.ts";
import { rosterNumber, roster as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

type Team = Records<object, RosterRow>;
const person = (column: SQL): SQL => sql`(select ${column} from people p where p.id = ${table.person})`;
const ORDER = [sql`${table.fromOn}`, person(sql`p.name`), sql`${table.id}`];

export function rosterStore(database: Database): RosterStore {
  const records = teamRecords(database);
  return {
    ...records,
    name: (people, department, senior, on, write) => name(database, records, people, department, senior, on, write),
    end: (people, department, reason, on, write) => end(database, records, people, department, reason, on, write),
    active: (department, on) =>
      records.select(
        database.orm,
        and(activeOn(on), department === undefined ? undefined : eq(table.department, department)),
        { order: ORDER },
      ),
  };
}

const teamRecords = (database: Database): Team =>
  recordStore<object, RosterRow, typeof table>(database, {
    ...LEADS,
    table,
    sequence: rosterNumber,
    author: table.namedBy,
    by: { day: table.fromOn, department: table.department },
    same: { index: "roster_active", as: () => sql`false` },
    extra: { person: personIn(table.person, table.department), senior: person(sql`p.senior_leader`) },
    // Its columns are those of the table; drizzle has blanks where the type has absent.
    one: ({ reason: _why, ...row }) =>
      ({ ...row, person: parsed(row.person), senior: Boolean(row.senior) }) as unknown as RosterRow,
  });

/** On the team that day, and still with the city. */
const activeOn = (on: IsoDate): SQL =>
  sql`${table.voidedAt} is null and ${table.fromOn} <= ${on} and (${table.endedOn} is null or ${table.endedOn} > ${on})
    and not exists (select from people p where p.id = ${table.person} and p.left_on <= ${on})`;

const byIds = ({ orm }: Database, records: Team, ids: readonly string[]) =>
  records.select(orm, sql`${table.id} = any(${`{${ids.join(",")}}`}::text[])`, { order: ORDER });

interface Named {
  id: string;
  outcome: NamedOutcome["outcome"];
}

async function name(
  database: Database,
  records: Team,
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
        from (select person, nextval('roster_number') as n from unnest(${idList(people)}::bigint[]) as person(person)
          where not exists (select from roster r where r.person = person.person and r.department = ${department} and r.ended_on is null and r.voided_at is null)) as numbered
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
    const open = await records.select(
      orm,
      sql`${table.department} = ${department} and ${table.person} = any(${idList(people)}::bigint[])
        and ${table.endedOn} is null and ${table.voidedAt} is null`,
      { order: ORDER },
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
  const rows = await byIds(database, records, ids);
  return rows.map((row) => ({ row, outcome: named.find(({ id }) => id === row.id)?.outcome ?? "already on the team" }));
}

async function end(
  database: Database,
  records: Team,
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
  return byIds(database, records, ids);
}
