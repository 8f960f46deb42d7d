import { eq, type SQL, sql } from "drizzle-orm";
import type { MergeOutcome } from "../../src/core/people/staff.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { people } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { readRecords } from "./training/read.ts";
import { appendVersion, applyDeltas, type Delta, lockSessions, voidVersion } from "./training/versions.ts";
import { type MergedRecord, standing } from "./unmerge.ts";

/**
 * Two rows are one person. Records that named `from` are corrected to name `into`, once a session even where both were
 * named; identities, places and invitations follow. Nothing is deleted: `from` stays, marked as merged.
 */
export function mergePeople(
  database: Database,
  from: number,
  into: number,
  on: IsoDate,
  write: Write,
): Promise<MergeOutcome> {
  return writeOnce<MergeOutcome>(database, write, "person.merge", async (orm) => {
    await rowsOf(orm, sql`select 1 from people where id in (${from}, ${into}) order by id for no key update`);
    const stood = await standing(orm, from, into);
    const { records, named } = await renameInRecords(orm, from, into);
    await followRows(orm, from, into, on);
    await orm.update(people).set({ mergedInto: into, nameWords: [] }).where(eq(people.id, from));
    return {
      outcome: { records },
      subject: `person:${into}`,
      details: { from, into, on, records, before: { named, stood } },
    };
  });
}

async function renameInRecords(
  orm: Orm,
  from: number,
  into: number,
): Promise<{ records: string[]; named: MergedRecord[] }> {
  const records = await readRecords(
    orm,
    sql`r.voided_at is null and exists (select from attendance a where a.record = r.id and a.version = r.version and a.person = ${from})`,
    sql`order by r.id`,
  );
  // Records before sessions, as a correction does.
  const ids = sql`any(${`{${records.map(({ id }) => id).join(",")}}`}::text[])`;
  await rowsOf(orm, sql`select 1 from training_records where id = ${ids} order by id, version for update`);
  await lockSessions(orm, [...records.map((record) => record.session), 0]);
  const deltas: Delta[] = [];
  for (const record of records) {
    const people = await withoutTwice(orm, record.session, record.id, record.people, from, into);
    const { id, version, author, session } = record;
    deltas.push(...(await voidVersion(orm, record)));
    deltas.push(...(await appendVersion(orm, id, version + 1, author, session, { ...record, people })));
  }
  await applyDeltas(orm, deltas);
  const named = records.map(({ id, version, people }) => ({ id, version: version + 1, people }));
  return { records: records.map((record) => record.id), named };
}

/** Where another record of the session names `into` already, this one only drops `from`. */
async function withoutTwice(
  orm: Orm,
  session: number,
  id: string,
  named: readonly number[],
  from: number,
  into: number,
): Promise<number[]> {
  const [other] = await rowsOf(
    orm,
    sql`select 1 from attendance where session = ${session} and person = ${into} and not voided and record <> ${id}`,
  );
  const others = named.filter((person) => person !== from && person !== into);
  return other ? others : [...others, into];
}

/** Open places and invitations they both hold go on once; everything else is simply the other's from now on. */
async function followRows(orm: Orm, from: number, into: number, on: IsoDate): Promise<void> {
  const both = (table: SQL, open: SQL) =>
    sql`person = ${from} and ${open} and department in (select department from ${table} where person = ${into} and ${open})`;
  const places = both(sql`roster`, sql`ended_on is null and voided_at is null`);
  const invitations = both(sql`ambassadors`, sql`state in ('invited', 'active') and voided_at is null`);
  await rowsOf(orm, sql`update roster set ended_on = ${on}, reason = 'merged' where ${places}`);
  await rowsOf(
    orm,
    sql`update ambassadors set state = 'ended', ended_on = ${on}, reason = 'merged' where ${invitations}`,
  );
  for (const table of ["analysis_people", "engagement_leaders"].map((name) => sql.identifier(name))) {
    await rowsOf(
      orm,
      sql`delete from ${table} where person = ${from} and record in (select record from ${table} where person = ${into})`,
    );
  }
  for (const name of ["identities", "roster", "ambassadors", "analysis_people", "engagement_leaders"]) {
    await rowsOf(orm, sql`update ${sql.identifier(name)} set person = ${into} where person = ${from}`);
  }
  const open = sql`ended_on is null and voided_at is null`;
  await rowsOf(
    orm,
    sql`update posts set ended_on = ${on}, reason = 'merged' where person = ${from} and ${open} and (kind, key, coalesce(department, '')) in
      (select kind, key, coalesce(department, '') from posts where person = ${into} and ${open})`,
  );
  await rowsOf(orm, sql`update posts set person = ${into}, holder = ${String(into)} where person = ${from}`);
  await rowsOf(
    orm,
    sql`update duty_holders set ended_on = ${on} where person = ${from} and ${open} and role in
      (select role from duty_holders where person = ${into} and ${open})`,
  );
  await rowsOf(orm, sql`update duty_holders set person = ${into} where person = ${from}`);
  const terms = sql`select acting, appointed_on from officer_terms where person = ${into} and voided_at is null`;
  await rowsOf(
    orm,
    sql`update officer_terms set voided_at = now() where person = ${from} and voided_at is null and (acting, appointed_on) in (${terms})`,
  );
  await rowsOf(orm, sql`update officer_terms set person = ${into} where person = ${from}`);
  for (const name of ["analyses", "partners"])
    await rowsOf(orm, sql`update ${sql.identifier(name)} set owner = ${into} where owner = ${from}`);
  await rowsOf(orm, sql`update statements set preparer = ${into} where preparer = ${from}`);
  await rowsOf(orm, sql`update statements set helper = ${into} where helper = ${from}`);
}
