import { and, eq, isNull, or, sql } from "drizzle-orm";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import { tells, type Write } from "../../src/core/request/write.ts";
import {
  AMBASSADORS,
  type Ambassador,
  type AmbassadorDates,
  type AmbassadorStore,
  type AmbassadorTotals,
  type RecruitOutcome,
} from "../../src/domain/ambassador/ambassadors.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { idList } from "../ids.ts";
import { type Records, recordStore } from "../records.ts";
import { parsed, personIn } from "../rows.ts";
import { ambassadorNumber, ambassadors as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";

type Ambassadors = Records<AmbassadorDates, Ambassador>;

const OPEN = sql`${table.voidedAt} is null and ${table.state} in ('invited', 'active')`;
const ORDER = [sql`(select p.name from people p where p.id = ${table.person})`, sql`${table.id}`];

export function ambassadorStore(database: Database): AmbassadorStore {
  const { orm } = database;
  const records: Ambassadors = recordStore<AmbassadorDates, Ambassador, typeof table>(database, {
    ...AMBASSADORS,
    table,
    sequence: ambassadorNumber,
    author: table.invitedBy,
    by: {
      day: table.invitedOn,
      department: table.department,
      within: (start, end) =>
        and(
          sql`${table.invitedOn} <= ${end}`,
          or(
            sql`${table.state} in ('invited', 'active')`,
            sql`coalesce(${table.endedOn}, ${table.answeredOn}) >= ${start}`,
          ),
        ),
    },
    // Who is invited twice is told so by "recruit": one entry is several people's.
    same: { index: "ambassadors_open", as: () => sql`false` },
    extra: { person: personIn(table.person, table.department) },
    // Its columns are those of the table; drizzle has blanks where the type has absent.
    one: ({ person, ...row }) =>
      ({ ...row, person: parsed(person), invitedByName: row.authorName }) as unknown as Ambassador,
  });
  return {
    ...records,
    recruit: (people, department, on, write) => recruit(database, records, people, department, on, write),
    answer: (id, accept, on, write) => answer(database, records, id, accept, on, write),
    end: (people, department, reason, on, write) => end(database, records, people, department, reason, on, write),
    list: (department, since) =>
      records.select(
        orm,
        and(
          isNull(table.voidedAt),
          department === undefined ? undefined : eq(table.department, department),
          or(OPEN, sql`coalesce(${table.endedOn}, ${table.answeredOn}) >= ${since}`),
        ),
        { order: ORDER },
      ),
    open: (person) => records.select(orm, and(eq(table.person, person), OPEN), { order: ORDER }),
    several: (ids) => byIds(orm, records, ids),
    totals: (start, end_) => totals(orm, start, end_),
  };
}

/** In the order of the ids given. */
async function byIds(orm: Orm, records: Ambassadors, ids: readonly string[]): Promise<Ambassador[]> {
  const rows = await records.select(orm, sql`${table.id} = any(${`{${ids.join(",")}}`}::text[])`);
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

interface Invited {
  id: string;
  outcome: RecruitOutcome["outcome"];
}

/** The index of open rows decides who is invited; everybody else is on record already. */
async function recruit(
  database: Database,
  records: Ambassadors,
  people: readonly number[],
  department: string,
  on: IsoDate,
  write: Write,
): Promise<RecruitOutcome[]> {
  const invited = await writeOnce<Invited[]>(database, write, "ambassador.recruit", async (orm) => {
    const fresh = await rowsOf<{ id: string; person: number }>(
      orm,
      sql`insert into ambassadors (id, person, department, state, invited_by, invited_on)
        select 'AM-' || ${write.year}::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), person, ${department}, 'invited', ${write.actor}, ${on}
        from (select person, nextval('ambassador_number') as n from unnest(${idList(people)}::bigint[]) as person(person)
          where not exists (select from ambassadors a where a.person = person.person and a.department = ${department} and a.voided_at is null and a.state in ('invited', 'active'))) as numbered
        on conflict (person, department) where voided_at is null and state in ('invited', 'active') do nothing
        returning id, person::float8 as person`,
    );
    const open = await records.select(
      orm,
      and(eq(table.department, department), sql`${table.person} = any(${idList(people)}::bigint[])`, OPEN),
      { order: ORDER },
    );
    const outcome = open.map(
      (one): Invited => ({
        id: one.id,
        outcome: fresh.some(({ id }) => id === one.id)
          ? "invited"
          : one.state === "active"
            ? "already active"
            : "already invited",
      }),
    );
    if (fresh.length === 0) return { unwritten: outcome };
    const invitations = fresh.map(({ id, person }) => ({
      kind: "ambassador-invitation",
      recipient: toPerson(person),
      occasion: id,
      data: { record: id },
    }));
    if (tells(write)) await enqueue(orm, invitations);
    return {
      outcome,
      subject: fresh.map(({ id }) => id).join(" "),
      details: { after: { department, invited: fresh } },
    };
  });
  const rows = await byIds(
    database.orm,
    records,
    invited.map(({ id }) => id),
  );
  return rows.map((ambassador) => ({
    ambassador,
    outcome: invited.find(({ id }) => id === ambassador.id)?.outcome ?? "already invited",
  }));
}

async function answer(
  database: Database,
  records: Ambassadors,
  id: string,
  accept: boolean,
  on: IsoDate,
  write: Write,
) {
  const outcome = await writeOnce<"answered" | "answered before">(
    database,
    write,
    accept ? "ambassador.accept" : "ambassador.decline",
    async (orm) => {
      const state = accept ? "active" : "declined";
      const [answered] = await rowsOf<{ invitedBy: number }>(
        orm,
        sql`update ambassadors set state = ${state}, answered_on = ${on} where id = ${id} and state = 'invited' and voided_at is null
          returning invited_by::float8 as "invitedBy"`,
      );
      if (!answered) return { unwritten: "answered before" };
      const news = { kind: "ambassador-answer", recipient: toPerson(answered.invitedBy), occasion: id };
      if (tells(write)) await enqueue(orm, [{ ...news, data: { record: id } }]);
      return { outcome: "answered", subject: id, details: { before: { state: "invited" }, after: { state } } };
    },
  );
  const [ambassador] = await byIds(database.orm, records, [id]);
  if (!ambassador) throw new Error(`${id} is not there`);
  return { outcome, ambassador };
}

async function end(
  database: Database,
  records: Ambassadors,
  people: readonly number[],
  department: string | undefined,
  reason: string,
  on: IsoDate,
  write: Write,
): Promise<Ambassador[]> {
  const ids = await writeOnce<string[]>(database, write, "ambassador.end", async (orm) => {
    const ended = await rowsOf<{ id: string }>(
      orm,
      sql`update ambassadors set state = 'ended', ended_on = ${on}, reason = ${reason}
        where person = any(${idList(people)}::bigint[]) and state in ('invited', 'active') and voided_at is null
          and (${department ?? null}::text is null or department = ${department ?? null})
        returning id`,
    );
    if (ended.length === 0) return { unwritten: [] };
    const all = ended.map((row) => row.id);
    return { outcome: all, subject: all.join(" "), details: { after: { state: "ended", on }, reason } };
  });
  return byIds(database.orm, records, ids);
}

/** Recruited: accepted within the period. Left: ended within it, having been active. */
function totals(orm: Orm, start: IsoDate, end_: IsoDate): Promise<AmbassadorTotals[]> {
  return rowsOf<AmbassadorTotals>(
    orm,
    sql`select department,
        count(*) filter (where state = 'active')::int as active,
        count(*) filter (where state in ('active', 'ended') and answered_on between ${start} and ${end_})::int as recruited,
        count(*) filter (where state = 'ended' and answered_on is not null and ended_on between ${start} and ${end_})::int as left
      from ambassadors where voided_at is null group by department`,
  );
}
