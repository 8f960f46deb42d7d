import { and, eq, isNull, sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { auditEntries, requests, trainingRecords, trainingRollup, trainingSessions } from "../../db/schema/index.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { TrainingEntry } from "../../src/domain/training/store.ts";

type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/** `training log` as one would write it first: the same rows, in a drizzle transaction of one statement after another. */
export function plainTransaction(url: string) {
  const driver = postgres(url, { max: 16, onnotice: () => {} });
  const orm = drizzle(driver);
  const record = (entry: TrainingEntry, write: Write) =>
    orm.transaction(async (tx) => {
      await claim(tx, write);
      const session = await joinSession(tx, entry);
      await refuseTwin(tx, entry, session.id);
      const id = await insertRecord(tx, entry, write, session.id);
      await rollUp(tx, entry, session);
      const { actor, request } = write;
      const details = { after: entry };
      await tx.insert(auditEntries).values({ actor, action: "training.record", subject: id, request, details });
      await tx.update(requests).set({ record: id }).where(eq(requests.id, request));
    });
  return { record, close: () => driver.end() };
}

const first = <T>([one]: readonly T[]): T => {
  if (one === undefined) throw new Error("nothing came back");
  return one;
};

async function claim(tx: Tx, { request, actor }: Write): Promise<void> {
  const claimed = await tx
    .insert(requests)
    .values({ id: request, actor, record: "", outcome: {} })
    .onConflictDoNothing()
    .returning({ id: requests.id });
  first(claimed);
}

const totalsOf = ({ employees = 0, contractors = 0, unsplit = 0 }: TrainingEntry) => ({
  employees,
  contractors,
  unsplit,
});

async function joinSession(tx: Tx, entry: TrainingEntry) {
  const { course, heldOn, department } = entry;
  const { ordinal, records, employees, contractors, unsplit } = trainingSessions;
  const rows = await tx
    .insert(trainingSessions)
    .values({ course, heldOn, department, records: 1, ...totalsOf(entry) })
    .onConflictDoUpdate({
      target: [trainingSessions.course, trainingSessions.heldOn, trainingSessions.department, ordinal],
      set: {
        records: sql`${records} + 1`,
        employees: sql`${employees} + excluded.employees`,
        contractors: sql`${contractors} + excluded.contractors`,
        unsplit: sql`${unsplit} + excluded.unsplit`,
      },
    })
    .returning({ id: trainingSessions.id, records, employees, contractors, unsplit });
  return first(rows);
}

async function refuseTwin(tx: Tx, entry: TrainingEntry, session: number): Promise<void> {
  const { employees, contractors, unsplit } = totalsOf(entry);
  const twins = await tx
    .select({ id: trainingRecords.id })
    .from(trainingRecords)
    .where(
      and(
        eq(trainingRecords.session, session),
        eq(trainingRecords.totalEmployees, employees),
        eq(trainingRecords.totalContractors, contractors),
        eq(trainingRecords.totalUnsplit, unsplit),
        isNull(trainingRecords.voidedAt),
      ),
    );
  if (twins.length > 0) throw new Error("the same counts were there before");
}

async function insertRecord(tx: Tx, entry: TrainingEntry, write: Write, session: number): Promise<string> {
  const { employees, contractors, unsplit, note } = entry;
  const totals = totalsOf(entry);
  const counts = {
    totalEmployees: totals.employees,
    totalContractors: totals.contractors,
    totalUnsplit: totals.unsplit,
  };
  const id = sql`'TR-' || ${write.year}::int || '-' || nextval('training_record_number')`;
  const rows = await tx
    .insert(trainingRecords)
    .values({
      id,
      version: 1,
      session,
      author: write.actor,
      employees,
      contractors,
      unsplit,
      note,
      ...counts,
      named: false,
    })
    .returning({ id: trainingRecords.id });
  return first(rows).id;
}

type Counts = ReturnType<typeof totalsOf>;

async function rollUp(tx: Tx, entry: TrainingEntry, session: Counts & { records: number }): Promise<void> {
  const { department, course, heldOn } = entry;
  const key = { department, month: `${heldOn.slice(0, 7)}-01`, course };
  const totals = totalsOf(entry);
  /** The first of its kind in the session. */
  const cell = (audience: string, of: keyof Counts) => {
    const sessions = totals[of] > 0 && session[of] === totals[of] ? 1 : 0;
    return { ...key, audience, sessions, attendance: totals[of] };
  };
  await tx
    .insert(trainingRollup)
    .values([
      { ...key, audience: "any", sessions: session.records === 1 ? 1 : 0, attendance: 0 },
      cell("contractor", "contractors"),
      cell("employee", "employees"),
      cell("unsplit", "unsplit"),
    ])
    .onConflictDoUpdate({
      target: [trainingRollup.department, trainingRollup.month, trainingRollup.course, trainingRollup.audience],
      set: {
        sessions: sql`${trainingRollup.sessions} + excluded.sessions`,
        attendance: sql`${trainingRollup.attendance} + excluded.attendance`,
      },
    });
}
