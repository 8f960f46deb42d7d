import { sql } from "drizzle-orm";
import { Refusal } from "../../../src/core/errors.ts";
import type { ChangeOutcome, TrainingEntry, Write } from "../../../src/core/stores.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { codeOf } from "../../errors.ts";
import { type Done, writeOnce } from "../../write.ts";
import { readRecord, readRecords, type StoredRecord } from "./read.ts";
import { appendVersion, applyDeltas, findSession, lockSessions, voidVersion } from "./versions.ts";

/** What a change is stored as, under its request id. */
interface Changed {
  is: "changed" | "unchanged";
  id: string;
  before: number;
}

/** A correction: the live version is voided, the corrected one appended. */
export function correctTraining(
  database: Database,
  id: string,
  entry: TrainingEntry,
  reason: string | undefined,
  write: Write,
): Promise<ChangeOutcome> {
  return change(database, id, "training.correct", write, entry, async (orm, stored) => {
    if (stored.state === "undone") throw new Refusal(`${id} was undone. Put it back first, then correct it.`);
    const next = fingerprint(entry);
    if (next === fingerprint(stored)) return { unwritten: { is: "unchanged", id, before: stored.version } };
    const target = await targetSession(orm, stored, entry);
    await lockSessions(orm, [stored.session, target]);
    const deltas = [
      ...(await voidVersion(orm, stored)),
      ...(await appendVersion(orm, id, stored.version + 1, stored.author, target, entry)),
    ];
    await applyDeltas(orm, deltas);
    return done(stored, { before: plain(stored), after: plain(entry), reason });
  });
}

export function undoTraining(
  database: Database,
  id: string,
  reason: string | undefined,
  write: Write,
): Promise<ChangeOutcome> {
  return change(database, id, "training.undo", write, undefined, async (orm, stored) => {
    if (stored.state === "undone") return { unwritten: { is: "unchanged", id, before: stored.version } };
    await lockSessions(orm, [stored.session]);
    await applyDeltas(orm, await voidVersion(orm, stored));
    return done(stored, { before: plain(stored), reason });
  });
}

/** Undo, undone: the last version is appended again. */
export function restoreTraining(database: Database, id: string, write: Write): Promise<ChangeOutcome> {
  return change(database, id, "training.restore", write, undefined, async (orm, stored) => {
    if (stored.state === "live") return { unwritten: { is: "unchanged", id, before: stored.version } };
    await lockSessions(orm, [stored.session]);
    await applyDeltas(orm, await appendVersion(orm, id, stored.version + 1, stored.author, stored.session, stored));
    return done(stored, { after: plain(stored) });
  });
}

const done = (stored: StoredRecord, details: Record<string, unknown>): Done<Changed> => ({
  outcome: { is: "changed", id: stored.id, before: stored.version },
  subject: stored.id,
  details,
});

async function change(
  database: Database,
  id: string,
  action: string,
  write: Write,
  entry: TrainingEntry | undefined,
  work: (orm: Orm, stored: StoredRecord) => Promise<Done<Changed> | { unwritten: Changed }>,
): Promise<ChangeOutcome> {
  try {
    const changed = await writeOnce<Changed>(database, write, action, async (orm) => {
      await rowsOf(orm, sql`select 1 from training_records where id = ${id} order by version for update`);
      const stored = await readRecord(orm, id);
      if (!stored) throw unknownRecord(id);
      return work(orm, stored);
    });
    return await outcomeOf(database, changed);
  } catch (error) {
    if (codeOf(error) !== "23505") throw error;
    return { outcome: "conflict", with: await conflicting(database, id, entry) };
  }
}

export const unknownRecord = (id: string) =>
  new Refusal(
    `There is no record ${id}. Its number is on the receipt; "training sessions" lists the latest.`,
    "record",
  );

async function outcomeOf(database: Database, changed: Changed): Promise<ChangeOutcome> {
  const [before] = await readRecords(database.orm, sql`r.id = ${changed.id} and r.version = ${changed.before}`);
  const record = await readRecord(database.orm, changed.id);
  if (!before || !record) throw unknownRecord(changed.id);
  return { outcome: changed.is, before, record };
}

/** The record that already says what this one was to say. */
async function conflicting(database: Database, id: string, entry: TrainingEntry | undefined): Promise<StoredRecord> {
  const wanted = entry ?? (await readRecord(database.orm, id));
  if (!wanted) throw unknownRecord(id);
  const same = sql`s.course = ${wanted.course} and s.held_on = ${wanted.heldOn} and s.department = ${wanted.department}`;
  const records = await readRecords(
    database.orm,
    sql`${same} and r.voided_at is null and r.id <> ${id}`,
    sql`order by r.id`,
  );
  const shared = records.find((record) => record.people.some((person) => wanted.people.includes(person))) ?? records[0];
  if (!shared) throw new Error(`${id} conflicts with nothing`);
  return shared;
}

/** The session it stays in, or the one it moves to. */
async function targetSession(orm: Orm, stored: StoredRecord, entry: TrainingEntry): Promise<number> {
  const stays =
    stored.course === entry.course && stored.heldOn === entry.heldOn && stored.department === entry.department;
  return stays ? stored.session : findSession(orm, entry, 1);
}

const plain = ({ course, heldOn, department, people, employees, contractors, unsplit, note }: TrainingEntry) => ({
  course,
  heldOn,
  department,
  people,
  employees,
  contractors,
  unsplit,
  note,
});

const fingerprint = (entry: TrainingEntry) =>
  JSON.stringify(plain({ ...entry, people: [...entry.people].sort((a, b) => a - b) }));
