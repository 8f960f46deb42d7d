import { sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { HeldLeave, LeaveStore, LeavesDecided, WhichLeaves } from "../../src/domain/import/leaves.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { audited, type Done, writeOnce } from "../write.ts";

/** What came by the directory has no hash: it is one batch under its name. */
const BATCH = sql`coalesce(nullif(h.hash, ''), h.file, '')`;

export const leaveStore = (database: Database): LeaveStore => ({
  waiting: (on) => waiting(database, on),
  decide: (which, decision, write) =>
    writeOnce<LeavesDecided>(database, write, `leaves.${decision}`, (orm) => decide(orm, which, decision, write)).catch(
      (error: unknown) => {
        if (error instanceof LastAdministrator) return { outcome: "last administrator" };
        throw error;
      },
    ),
  reopen: (at, write) => writeOnce<number>(database, write, "leaves.reopen", (orm) => reopen(orm, at, write)),
});

async function waiting({ orm }: Database, on: IsoDate): Promise<HeldLeave[]> {
  const rows = await rowsOf<
    Omit<HeldLeave, "line" | "department"> & { line: number | null; department: string | null }
  >(
    orm,
    sql`select h.id::float8 as number, ${BATCH} as batch, coalesce(h.file, '') as file, h.line, p.id::float8 as person, p.name,
        p.key as email, h.left_on::text as "leftOn",
        (select department from memberships m where m.person = p.id and m.from_on <= ${on} order by m.from_on desc, m.id desc limit 1) as department
      from held_leaves h join people p on p.id = h.person
      where h.decided_at is null and p.merged_into is null and p.left_on is null order by batch, h.id`,
  );
  return rows.map((row) => ({ ...row, line: row.line ?? undefined, department: row.department ?? undefined }));
}

async function decide(
  orm: Orm,
  which: WhichLeaves,
  decision: "left" | "stayed",
  write: Write,
): Promise<Done<LeavesDecided> | { unwritten: LeavesDecided }> {
  // As an import does: two decisions at once must not take the last administrator away.
  await rowsOf(orm, sql`lock table people in share row exclusive mode`);
  const decided = await close(orm, which, decision, write);
  const [first] = decided;
  if (!first) return { unwritten: { outcome: "nobody waits" } };
  const { at } = first;
  const count = decision === "left" ? await end(orm, decided, write) : decided.length;
  const people = decided.map(({ person }) => person);
  return {
    outcome: { outcome: "decided", count, gone: decided.length - count, at },
    subject: `leaves:${at}`,
    details: { decision, people },
  };
}

async function reopen(orm: Orm, at: number, write: Write): Promise<Done<number> | { unwritten: number }> {
  const opened = await rowsOf<Leave>(
    orm,
    sql`update held_leaves h set decided_at = null, decided_by = null, decision = null from held_leaves old
      where old.id = h.id and (extract(epoch from h.decided_at) * 1000)::bigint = ${at}
      returning h.person::float8 as person, h.left_on::text as "leftOn", old.decision, 0 as at`,
  );
  if (opened.length === 0) return { unwritten: 0 };
  const left = opened.filter(({ decision }) => decision === "left");
  await comeBack(orm, left, write);
  const people = opened.map(({ person }) => person);
  return { outcome: opened.length, subject: `leaves:${at}`, details: { undone: true, people } };
}

class LastAdministrator extends Error {}

interface Leave {
  person: number;
  leftOn: string;
  decision: string | null;
  /** When it was decided, in whole milliseconds: what an undo finds it by. */
  at: number;
}

function close(orm: Orm, which: WhichLeaves, decision: string, { actor }: Write): Promise<Leave[]> {
  const only =
    "people" in which
      ? sql`h.person = any(${`{${which.people.join(",")}}`}::bigint[])`
      : sql`${BATCH} = ${which.batch} and h.id <= ${which.upTo}`;
  return rowsOf<Leave>(
    orm,
    sql`update held_leaves h set decided_at = date_trunc('milliseconds', now()), decided_by = ${actor}, decision = ${decision}
      where h.decided_at is null and ${only}
      returning h.person::float8 as person, h.left_on::text as "leftOn", h.decision, (extract(epoch from h.decided_at) * 1000)::float8 as at`,
  );
}

/** As the file would have done it, for how many; whoever has left meanwhile keeps their day. */
async function end(orm: Orm, leaves: readonly Leave[], write: Write): Promise<number> {
  const left = await rowsOf<{ person: number }>(
    orm,
    sql`update people p set left_on = r."leftOn"::date from ${asRows(leaves)} where p.id = r.person and p.left_on is null returning p.id::float8 as person`,
  );
  const ended = new Set(left.map(({ person }) => person));
  const told = leaves.filter(({ person }) => ended.has(person));
  await tell(
    orm,
    told.map((one) => ({ ...one, before: null, after: one.leftOn })),
    write,
  );
  if (told.length > 0 && !(await hasAdministrator(orm, write))) throw new LastAdministrator();
  return told.length;
}

/** Only whose last day is still the one that was decided. */
async function comeBack(orm: Orm, leaves: readonly Leave[], write: Write): Promise<void> {
  if (leaves.length === 0) return;
  const back = await rowsOf<{ person: number }>(
    orm,
    sql`update people p set left_on = null from ${asRows(leaves)} where p.id = r.person and p.left_on = r."leftOn"::date returning p.id::float8 as person`,
  );
  const again = new Set(back.map(({ person }) => person));
  const told = leaves.filter(({ person }) => again.has(person));
  await tell(
    orm,
    told.map((one) => ({ ...one, before: one.leftOn, after: null })),
    write,
  );
}

const asRows = (leaves: readonly Leave[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(leaves.map(({ person, leftOn }) => ({ person, leftOn })))}::text::jsonb) as r(person bigint, "leftOn" text)`;

const hasAdministrator = async (orm: Orm, { today }: Write): Promise<boolean> => {
  const day = today === undefined ? sql`current_date` : sql`${today}::date`;
  const rows = await rowsOf(
    orm,
    sql`select 1 from people where 'admin' = any(granted) and merged_into is null and (left_on is null or left_on > ${day}) limit 1`,
  );
  return rows.length > 0;
};

/** An entry a person: why somebody is gone, or back, is asked of that person's trail. */
async function tell(
  orm: Orm,
  changes: readonly { person: number; before: string | null; after: string | null }[],
  write: Write,
): Promise<void> {
  const entries = changes.map(({ person, before, after }) => ({
    subject: `person:${person}`,
    details: audited({ before: { leftOn: before }, after: { leftOn: after } }, write),
  }));
  if (entries.length === 0) return;
  await rowsOf(
    orm,
    sql`insert into audit_entries (actor, action, subject, request, details) select ${write.actor}::bigint, 'person.leave', subject, ${write.request}::text, details
      from jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb) as r(subject text, details jsonb)`,
  );
}
