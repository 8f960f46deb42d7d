import { sql } from "drizzle-orm";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { Write } from "../../../src/core/request/write.ts";
import type { ChangeOutcome, TrainingEntry, TrainingRecord } from "../../../src/domain/training/store.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { constraintOf } from "../../errors.ts";
import { type Done, writeOnce } from "../../write.ts";
import { readRecord, readRecords, type StoredRecord } from "./read.ts";
import { tellAuthor, tellNamed, whoMustHearAgain } from "./tell.ts";
import { appendVersion, applyDeltas, findSession, lockSessions, voidVersion } from "./versions.ts";

/** What a change is stored as, under its request id. */
interface Changed {
  is: "changed" | "unchanged";
  id: string;
  before: number;
  was: TrainingRecord["state"];
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
    if (next === fingerprint(stored)) return unchanged(stored);
    const target = await targetSession(orm, stored, entry);
    await lockSessions(orm, [stored.session, target]);
    const deltas = [
      ...(await voidVersion(orm, stored)),
      ...(await appendVersion(orm, id, stored.version + 1, stored.author, target, entry)),
    ];
    await applyDeltas(orm, deltas);
    const added = entry.people.filter((person) => !stored.people.includes(person));
    await tellNamed(orm, { id, version: stored.version + 1 }, added, write);
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
    if (stored.state === "undone") return unchanged(stored);
    await lockSessions(orm, [stored.session]);
    await applyDeltas(orm, await voidVersion(orm, stored));
    return done(stored, { before: plain(stored), reason });
  });
}

/** Undo, undone: the last version is appended again. */
export function restoreTraining(database: Database, id: string, write: Write): Promise<ChangeOutcome> {
  return change(database, id, "training.restore", write, undefined, async (orm, stored) => {
    if (stored.state === "live") return unchanged(stored);
    await lockSessions(orm, [stored.session]);
    await applyDeltas(orm, await appendVersion(orm, id, stored.version + 1, stored.author, stored.session, stored));
    await tellNamed(orm, { id, version: stored.version + 1 }, await whoMustHearAgain(orm, id, stored.people), write);
    return done(stored, { after: plain(stored) });
  });
}

/** Whoever writes takes their own name off. A record that would then say nothing, or what another one says, is undone. */
export function disownTraining(database: Database, id: string, write: Write): Promise<ChangeOutcome> {
  return change(database, id, "training.not-me", write, undefined, async (orm, stored) => {
    if (stored.state === "undone" || !stored.people.includes(write.actor)) return unchanged(stored);
    await lockSessions(orm, [stored.session]);
    const entry = withoutName(stored, write.actor);
    const remains = !(await isNeedless(orm, stored, entry));
    const voided = await voidVersion(orm, stored);
    const appended = remains
      ? await appendVersion(orm, id, stored.version + 1, stored.author, stored.session, entry)
      : [];
    await applyDeltas(orm, [...voided, ...appended]);
    await tellAuthor(orm, stored, write);
    return done(stored, { before: plain(stored), ...(remains ? { after: plain(entry) } : {}) });
  });
}

/** A count that held nobody but those named gets smaller, too; one that held others was somebody's count of heads. */
function withoutName(stored: StoredRecord, person: number): TrainingEntry {
  const people = stored.people.filter((id) => id !== person);
  const audience = stored.named.find(({ id }) => id === person)?.audience;
  const less = (count: number | undefined, of: string) => {
    const named = stored.named.filter((one) => one.audience === of).length;
    return of === audience && count === named ? count - 1 : count;
  };
  return {
    ...stored,
    people,
    employees: less(stored.employees, "employee"),
    contractors: less(stored.contractors, "contractor"),
  };
}

async function isNeedless(orm: Orm, { id, session }: StoredRecord, entry: TrainingEntry): Promise<boolean> {
  if (entry.people.length > 0) return false;
  const { employees = 0, contractors = 0, unsplit = 0 } = entry;
  if (employees + contractors + unsplit === 0) return true;
  const [same] = await rowsOf(
    orm,
    sql`select 1 from training_records where session = ${session} and id <> ${id} and voided_at is null and not named
      and total_employees = ${employees} and total_contractors = ${contractors} and total_unsplit = ${unsplit}`,
  );
  return same !== undefined;
}

const unchanged = ({ id, version, state }: StoredRecord): { unwritten: Changed } => ({
  unwritten: { is: "unchanged", id, before: version, was: state },
});

const done = (stored: StoredRecord, details: Record<string, unknown>): Done<Changed> => ({
  outcome: { is: "changed", id: stored.id, before: stored.version, was: stored.state },
  subject: stored.id,
  details,
});

/** Somebody is on record twice for a session, or the same counts are. */
const SAYS_THE_SAME = new Set(["attendance_once", "training_records_same_counts"]);

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
    if (!SAYS_THE_SAME.has(constraintOf(error) ?? "")) throw error;
    return { outcome: "conflict", with: await conflicting(database, id, entry) };
  }
}

const unknownRecord = (id: string) =>
  new Refusal(
    `There is no record ${id}. Its number is on the receipt; "training sessions" lists the latest.`,
    "record",
  );

async function outcomeOf(database: Database, changed: Changed): Promise<ChangeOutcome> {
  const [before] = await readRecords(database.orm, sql`r.id = ${changed.id} and r.version = ${changed.before}`);
  const record = await readRecord(database.orm, changed.id);
  if (!before || !record) throw unknownRecord(changed.id);
  return { outcome: changed.is, before: { ...before, state: changed.was }, record };
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
  const shared =
    records.find((record) => record.people.some((person) => wanted.people.includes(person))) ??
    records.find(({ totals }) => sameCounts(totals, wanted));
  if (!shared) throw new Error(`${id} conflicts with nothing`);
  return shared;
}

const sameCounts = (totals: TrainingRecord["totals"], entry: TrainingEntry) =>
  totals.employees === (entry.employees ?? 0) &&
  totals.contractors === (entry.contractors ?? 0) &&
  totals.unsplit === (entry.unsplit ?? 0);

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
