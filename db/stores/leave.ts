import { eq, sql } from "drizzle-orm";
import type { LeaveOutcome, ReturnOutcome } from "../../src/core/people/staff.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { people } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { lastDetails } from "./last-details.ts";

/** What the trail keeps of somebody's leaving, so that it can be taken back. */
interface Left {
  on: IsoDate;
  successor?: number;
  reason?: string;
  before?: { leftOn: IsoDate | null; ambassadors: { id: string; state: string }[] };
  roster: string[];
  ambassadors: string[];
  work: string[];
  /** Leadership places the successor was given. */
  given?: string[];
}

/** Row F13: what a leaver held ends on that day, or goes on with the successor. */
export function leave(
  database: Database,
  person: number,
  on: IsoDate,
  successor: number | undefined,
  reason: string | undefined,
  write: Write,
): Promise<LeaveOutcome> {
  return writeOnce<LeaveOutcome>(database, write, "person.leave", async (orm) => {
    const before = await leftOnOf(orm, person);
    await orm.update(people).set({ leftOn: on }).where(eq(people.id, person));
    const places = await rowsOf<{ id: string; department: string }>(
      orm,
      sql`update roster set ended_on = ${on}, reason = ${reason ?? "left"} where person = ${person} and ended_on is null and voided_at is null returning id, department`,
    );
    const open = await rowsOf<{ id: string; state: string }>(
      orm,
      sql`select id, state from ambassadors where person = ${person} and state in ('invited', 'active') and voided_at is null order by id for update`,
    );
    await rowsOf(
      orm,
      sql`update ambassadors set state = 'ended', ended_on = ${on}, reason = ${reason ?? "left"} where id in ${idsIn(open.map(({ id }) => id))}`,
    );
    const { work, given } =
      successor === undefined ? { work: [], given: [] } : await handOver(orm, person, successor, places, on, write);
    const outcome = { roster: places.map(({ id }) => id), ambassadors: open.map(({ id }) => id), work };
    const details = { before: { leftOn: before, ambassadors: open }, on, successor, reason, ...outcome, given };
    return { outcome, subject: `person:${person}`, details };
  });
}

const idsIn = (ids: readonly string[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))`;

async function leftOnOf(orm: Orm, person: number): Promise<IsoDate | null> {
  const [row] = await rowsOf<{ leftOn: IsoDate | null }>(
    orm,
    sql`select left_on::text as "leftOn" from people where id = ${person} for update`,
  );
  return row?.leftOn ?? null;
}

async function handOver(
  orm: Orm,
  person: number,
  successor: number,
  places: readonly { department: string }[],
  on: IsoDate,
  write: Write,
): Promise<{ work: string[]; given: string[] }> {
  const given: string[] = [];
  for (const { department } of places) {
    const fresh = await rowsOf<{ id: string }>(
      orm,
      sql`insert into roster (id, person, department, from_on, named_by)
        select 'RO-' || ${write.year}::int || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), ${successor}, ${department}, ${on}, ${write.actor} from (select nextval('roster_number') as n) as next
        on conflict (department, person) where ended_on is null and voided_at is null do nothing returning id`,
    );
    given.push(...fresh.map(({ id }) => id));
  }
  const handed = await rowsOf<{ id: string }>(
    orm,
    sql`update analyses set owner = ${successor} where owner = ${person} and state in ('registered', 'draft', 'submitted', 'returned') returning id`,
  );
  const statements = await rowsOf<{ id: string }>(
    orm,
    sql`update statements set preparer = ${successor} where preparer = ${person} and submitted_on is null and voided_at is null returning id`,
  );
  return { work: [...handed, ...statements].map(({ id }) => id), given };
}

/** What ended with the leaving goes on, unless somebody decided otherwise since; the successor gives back what they still have. */
export function returns(database: Database, person: number, write: Write): Promise<ReturnOutcome | "here"> {
  return writeOnce<ReturnOutcome | "here">(database, write, "person.return", async (orm) => {
    const on = await leftOnOf(orm, person);
    if (on === null) return { unwritten: "here" };
    const last = await lastDetails<Left>(orm, `person:${person}`, "person.leave");
    // Whoever was given as left by a file or the directory ended nothing here.
    const left = last?.on === on ? last : undefined;
    const leftOn = left?.before?.leftOn ?? null;
    await orm.update(people).set({ leftOn }).where(eq(people.id, person));
    const back = left === undefined ? NOTHING : await takeUp(orm, person, left);
    return {
      outcome: { ...back, on, successor: left?.successor, reason: left?.reason },
      subject: `person:${person}`,
      details: { before: { leftOn: on }, after: { leftOn }, ...back },
    };
  });
}

const NOTHING: LeaveOutcome = { roster: [], ambassadors: [], work: [] };

async function takeUp(orm: Orm, person: number, left: Left): Promise<LeaveOutcome> {
  await rowsOf(
    orm,
    sql`update roster set voided_at = now() where id in ${idsIn(left.given ?? [])} and ended_on is null and voided_at is null`,
  );
  const roster = await rowsOf<{ id: string }>(
    orm,
    sql`update roster r set ended_on = null, reason = null where r.id in ${idsIn(left.roster)} and r.ended_on = ${left.on} and r.voided_at is null
      and not exists (select from roster o where o.person = r.person and o.department = r.department and o.ended_on is null and o.voided_at is null) returning id`,
  );
  const ambassadors = await rowsOf<{ id: string }>(
    orm,
    sql`update ambassadors a set state = was.state, ended_on = null, reason = null
      from jsonb_to_recordset(${JSON.stringify(left.before?.ambassadors ?? [])}::text::jsonb) as was(id text, state text)
      where a.id = was.id and a.state = 'ended' and a.ended_on = ${left.on} and a.voided_at is null
      and not exists (select from ambassadors o where o.person = a.person and o.department = a.department and o.state in ('invited', 'active') and o.voided_at is null) returning a.id`,
  );
  const work = left.successor === undefined ? [] : await takeBack(orm, person, left.successor, left.work);
  return { roster: roster.map(({ id }) => id), ambassadors: ambassadors.map(({ id }) => id), work };
}

async function takeBack(orm: Orm, person: number, successor: number, work: readonly string[]): Promise<string[]> {
  const analyses = await rowsOf<{ id: string }>(
    orm,
    sql`update analyses set owner = ${person} where owner = ${successor} and id in ${idsIn(work)} returning id`,
  );
  const statements = await rowsOf<{ id: string }>(
    orm,
    sql`update statements set preparer = ${person} where preparer = ${successor} and id in ${idsIn(work)} returning id`,
  );
  return [...analyses, ...statements].map(({ id }) => id);
}
