import { and, eq, isNull, sql } from "drizzle-orm";
import type { TrainingEntry } from "../../../src/domain/training/store.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { attendance, trainingRecords, trainingRollup, trainingSessions } from "../../schema/index.ts";
import { refreshLastAttended } from "./last-attended.ts";
import type { StoredRecord } from "./read.ts";

/** A signed change of the totals, by one person where it is about somebody named. */
export interface Delta {
  person?: number;
  department: string;
  month: string;
  course: string;
  audience: string;
  sessions: number;
  attendance: number;
}

interface Totals {
  employees: number;
  contractors: number;
  unsplit: number;
}

type Session = Totals & { id: number; records: number; course: string; heldOn: string; department: string };

/**
 * The session of a course, a day and a department, made when it is not there; `ordinal` keeps a second one apart. One that
 * is there is not locked yet: whoever needs two takes them in order (`lockSessions`).
 */
export async function findSession(orm: Orm, entry: TrainingEntry, ordinal: number): Promise<number> {
  const { course, heldOn, department } = entry;
  await orm.insert(trainingSessions).values({ course, heldOn, department, ordinal }).onConflictDoNothing();
  const [row] = await rowsOf<{ id: number }>(
    orm,
    sql`select id::float8 as id from training_sessions
      where course = ${course} and held_on = ${heldOn} and department = ${department} and ordinal = ${ordinal}`,
  );
  if (!row) throw new Error("a session was neither found nor made");
  return row.id;
}

/** Locks sessions in the order of their ids, so that two corrections never wait for each other. */
export async function lockSessions(orm: Orm, ids: readonly number[]): Promise<void> {
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  await rowsOf(orm, sql`select id from training_sessions where id in (${list}) order by id for no key update`);
}

/** Taken for a serialization failure: the transaction is tried again from its start. */
class ChangedMeanwhile extends Error {
  readonly code = "40001";
}

/** Takes the live version out of everything that counts. */
export async function voidVersion(orm: Orm, stored: StoredRecord): Promise<Delta[]> {
  const live = and(eq(trainingRecords.id, stored.id), isNull(trainingRecords.voidedAt));
  const voided = await orm
    .update(trainingRecords)
    .set({ voidedAt: sql`now()` })
    .where(live)
    .returning({ version: trainingRecords.version });
  if (voided[0]?.version !== stored.version) throw new ChangedMeanwhile(`${stored.id} is no longer as it was read`);
  await orm
    .update(attendance)
    .set({ voided: true })
    .where(and(eq(attendance.record, stored.id), eq(attendance.version, stored.version)));
  const session = await addToSession(orm, stored.session, stored.totals, -1);
  return deltasOf(session, stored.totals, stored.named, -1);
}

/** Appends a version that counts from now on. */
export async function appendVersion(
  orm: Orm,
  id: string,
  version: number,
  author: number,
  sessionId: number,
  entry: TrainingEntry,
): Promise<Delta[]> {
  const named = await namedOn(orm, entry);
  const totals = totalsOf(entry, named);
  const session = await addToSession(orm, sessionId, totals, 1);
  const { employees, contractors, unsplit, note } = entry;
  const counts = {
    totalEmployees: totals.employees,
    totalContractors: totals.contractors,
    totalUnsplit: totals.unsplit,
  };
  await orm.insert(trainingRecords).values({
    id,
    version,
    session: sessionId,
    author,
    employees,
    contractors,
    unsplit,
    note,
    ...counts,
    named: named.length > 0,
  });
  const rows = named.map(({ id: person, department, audience }) => ({
    record: id,
    version,
    session: sessionId,
    person,
    department,
    audience,
    course: entry.course,
    heldOn: entry.heldOn,
  }));
  if (rows.length > 0) await orm.insert(attendance).values(rows);
  return deltasOf(session, totals, named, 1);
}

interface Named {
  id: number;
  audience: string;
  department: string;
}

/** Named people with the department they belonged to on the day (trap G8). */
async function namedOn(orm: Orm, entry: TrainingEntry): Promise<Named[]> {
  if (entry.people.length === 0) return [];
  const named = await rowsOf<Named>(
    orm,
    sql`select p.id::float8 as id, p.audience, coalesce(m.department, ${entry.department}) as department from people p
      left join lateral (select department from memberships where person = p.id and from_on <= ${entry.heldOn} order by from_on desc, id desc limit 1) m on true
      where p.id in (${sql.join(
        entry.people.map((id) => sql`${id}`),
        sql`, `,
      )}) order by p.id`,
  );
  if (named.length < new Set(entry.people).size) throw new Error("somebody named is nobody on record");
  return named;
}

function totalsOf(entry: TrainingEntry, named: readonly Named[]): Totals {
  const of = (audience: string) => named.filter((person) => person.audience === audience).length;
  return {
    employees: entry.employees ?? of("employee"),
    contractors: entry.contractors ?? of("contractor"),
    unsplit: entry.unsplit ?? 0,
  };
}

async function addToSession(orm: Orm, id: number, totals: Totals, sign: 1 | -1): Promise<Session> {
  const [session] = await orm
    .update(trainingSessions)
    .set({
      records: sql`${trainingSessions.records} + ${sign}`,
      employees: sql`${trainingSessions.employees} + ${sign * totals.employees}`,
      contractors: sql`${trainingSessions.contractors} + ${sign * totals.contractors}`,
      unsplit: sql`${trainingSessions.unsplit} + ${sign * totals.unsplit}`,
    })
    .where(eq(trainingSessions.id, id))
    .returning();
  if (!session) throw new Error(`session ${id} is not there`);
  return session;
}

/** The rollup follows rows really written: named people under their own department, the rest under the session's. */
function deltasOf(
  session: Session,
  totals: Totals,
  named: readonly { id: number; department?: string | undefined; audience: string }[],
  sign: 1 | -1,
): Delta[] {
  const key = { month: `${session.heldOn.slice(0, 7)}-01`, course: session.course };
  const here = (audience: string, sessions: number, count: number): Delta => ({
    ...key,
    department: session.department,
    audience,
    sessions: sign * sessions,
    attendance: sign * count,
  });
  /** The first of its kind in the session, or the last one gone. */
  const edge = (count: number, inSession: number) => (count > 0 && inSession === (sign === 1 ? count : 0) ? 1 : 0);
  const of = (audience: string) => named.filter((person) => person.audience === audience).length;
  return [
    here("any", session.records === (sign === 1 ? 1 : 0) ? 1 : 0, 0),
    here("employee", edge(totals.employees, session.employees), totals.employees - of("employee")),
    here("contractor", edge(totals.contractors, session.contractors), totals.contractors - of("contractor")),
    here("unsplit", edge(totals.unsplit, session.unsplit), totals.unsplit),
    ...named.map(
      (person): Delta => ({
        ...key,
        person: person.id,
        department: person.department ?? session.department,
        audience: person.audience,
        sessions: 0,
        attendance: sign,
      }),
    ),
  ];
}

/**
 * Brings what follows from the records in line with a change of them: first the people, in the order of their ids, then the
 * rollup, in the order of its key. Two writers never deadlock.
 */
export async function applyDeltas(orm: Orm, deltas: readonly Delta[]): Promise<void> {
  await refreshLastAttended(
    orm,
    deltas.flatMap(({ person }) => person ?? []),
  );
  await rollUp(orm, deltas);
}

async function rollUp(orm: Orm, deltas: readonly Delta[]): Promise<void> {
  const merged = new Map<string, Delta>();
  for (const { person: _, ...delta } of deltas) {
    const key = [delta.department, delta.month, delta.course, delta.audience].join("\u0001");
    const sum = merged.get(key) ?? { ...delta, sessions: 0, attendance: 0 };
    merged.set(key, { ...sum, sessions: sum.sessions + delta.sessions, attendance: sum.attendance + delta.attendance });
  }
  const rows = [...merged]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta)
    .filter((delta) => delta.sessions !== 0 || delta.attendance !== 0);
  if (rows.length === 0) return;
  await orm
    .insert(trainingRollup)
    .values(rows)
    .onConflictDoUpdate({
      target: [trainingRollup.month, trainingRollup.department, trainingRollup.course, trainingRollup.audience],
      set: {
        sessions: sql`${trainingRollup.sessions} + excluded.sessions`,
        attendance: sql`${trainingRollup.attendance} + excluded.attendance`,
      },
    });
}
