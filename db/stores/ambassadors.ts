import { eq, type SQL, sql } from "drizzle-orm";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import { tells, type Write } from "../../src/core/request/write.ts";
import type {
  Ambassador,
  AmbassadorDates,
  AmbassadorStore,
  AmbassadorTotals,
  RecruitOutcome,
} from "../../src/domain/ambassador/ambassadors.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { idList } from "../ids.ts";
import { ambassadors } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";
import { differences, setUndone } from "./plain.ts";

const AMBASSADORS = { table: "ambassadors", noun: "ambassador", same: "ambassadors_open" };

export function ambassadorStore(database: Database): AmbassadorStore {
  const { orm } = database;
  return {
    recruit: (people, department, on, write) => recruit(database, people, department, on, write),
    answer: (id, accept, on, write) => answer(database, id, accept, on, write),
    end: (people, department, reason, on, write) => end(database, people, department, reason, on, write),
    get: async (id) => (await select(orm, sql`a.id = ${id}`))[0],
    list: (department, since) =>
      select(
        orm,
        sql`a.voided_at is null and (${department ?? null}::text is null or a.department = ${department ?? null})
          and (a.state in ('invited', 'active') or coalesce(a.ended_on, a.answered_on) >= ${since})`,
      ),
    open: (person) =>
      select(orm, sql`a.person = ${person} and a.voided_at is null and a.state in ('invited', 'active')`),
    totals: (start, end_) => totals(orm, start, end_),
    correct: (id, dates, reason, write) => correct(database, id, dates, reason, write),
    setUndone: (id, undone, reason, write) => setUndone(database, AMBASSADORS, id, undone, reason, write),
  };
}

type Row = Omit<Ambassador, "person" | "answeredOn" | "endedOn" | "reason"> & {
  person: Ambassador["person"] | string;
  answeredOn: string | null;
  endedOn: string | null;
  reason: string | null;
};

async function select(orm: Orm, where: SQL): Promise<Ambassador[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select a.id, a.department, a.state, a.invited_by::float8 as "invitedBy", inviter.name as "invitedByName", a.invited_on::text as "invitedOn",
        a.answered_on::text as "answeredOn", a.ended_on::text as "endedOn", a.reason, a.voided_at is not null as undone,
        json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', a.department, 'audience', p.audience, 'handles', '[]'::json) as person
      from ambassadors a join people p on p.id = a.person join people inviter on inviter.id = a.invited_by
      where ${where} order by p.name, a.id`,
  );
  return rows.map((row) => ({
    ...row,
    person: typeof row.person === "string" ? (JSON.parse(row.person) as Ambassador["person"]) : row.person,
    answeredOn: row.answeredOn ?? undefined,
    endedOn: row.endedOn ?? undefined,
    reason: row.reason ?? undefined,
  }));
}

/** In the order of the ids given. */
async function byIds(orm: Orm, ids: readonly string[]): Promise<Ambassador[]> {
  const rows = await select(orm, sql`a.id = any(${`{${ids.join(",")}}`}::text[])`);
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

interface Invited {
  id: string;
  outcome: RecruitOutcome["outcome"];
}

/** The index of open rows decides who is invited; everybody else is on record already. */
async function recruit(
  database: Database,
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
        from (select person, nextval('ambassador_number') as n from unnest(${idList(people)}::bigint[]) as person) as numbered
        on conflict (person, department) where voided_at is null and state in ('invited', 'active') do nothing
        returning id, person::float8 as person`,
    );
    const open = await select(
      orm,
      sql`a.department = ${department} and a.person = any(${idList(people)}::bigint[]) and a.voided_at is null and a.state in ('invited', 'active')`,
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
    invited.map(({ id }) => id),
  );
  return rows.map((ambassador) => ({
    ambassador,
    outcome: invited.find(({ id }) => id === ambassador.id)?.outcome ?? "already invited",
  }));
}

async function answer(database: Database, id: string, accept: boolean, on: IsoDate, write: Write) {
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
  const [ambassador] = await byIds(database.orm, [id]);
  if (!ambassador) throw new Error(`${id} is not there`);
  return { outcome, ambassador };
}

async function end(
  database: Database,
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
  return byIds(database.orm, ids);
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

function correct(
  database: Database,
  id: string,
  dates: AmbassadorDates,
  reason: string | undefined,
  write: Write,
): Promise<"corrected" | "unchanged"> {
  return writeOnce<"corrected" | "unchanged">(database, write, "ambassador.correct", async (orm) => {
    await rowsOf(orm, sql`select 1 from ambassadors where id = ${id} for update`);
    const [one] = await select(orm, sql`a.id = ${id}`);
    if (!one) throw new Error(`${id} is not there`);
    const { invitedOn, answeredOn, endedOn, reason: why } = one;
    const details = differences<AmbassadorDates>({ invitedOn, answeredOn, endedOn, reason: why }, dates);
    if (!details) return { unwritten: "unchanged" };
    const after = {
      answeredOn: dates.answeredOn ?? null,
      endedOn: dates.endedOn ?? null,
      reason: dates.reason ?? null,
    };
    await orm
      .update(ambassadors)
      .set({ ...after, invitedOn: dates.invitedOn })
      .where(eq(ambassadors.id, id));
    return { outcome: "corrected", subject: id, details: { ...details, because: reason } };
  });
}
