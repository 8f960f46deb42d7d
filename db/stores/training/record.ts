import { eq, sql } from "drizzle-orm";
import { OutcomeUnknown } from "../../../src/core/errors.ts";
import type { PersonName } from "../../../src/core/person.ts";
import type { RecordOutcome, TrainingEntry, Write } from "../../../src/core/stores.ts";
import type { Database } from "../../database.ts";
import { codeOf, constraintOf } from "../../errors.ts";
import { requests } from "../../schema/index.ts";
import { audited } from "../../write.ts";
import { readRecord, readRecords } from "./read.ts";
import { RECORD_TRAINING } from "./record.sql.ts";

interface Recorded {
  id: string;
  recordedAt: number;
  employees: number;
  contractors: number;
  unsplit: number;
  sessionTotal: number;
}

const UNIQUE_VIOLATION = "23505";
const RETRIABLE = new Set(["40001", "40P01"]);

/** Records a training once. Those on record for the session before are left out and named in the outcome. */
export async function recordTraining(database: Database, entry: TrainingEntry, write: Write): Promise<RecordOutcome> {
  return attempt(database, entry, write, [], 5);
}

async function attempt(
  database: Database,
  entry: TrainingEntry,
  write: Write,
  already: PersonName[],
  attempts: number,
): Promise<RecordOutcome> {
  try {
    const [row] = await database.run<Recorded>(RECORD_TRAINING, parameters(entry, write), true);
    return row ? await recorded(database, row, entry, write, already) : await firstOutcome(database, write, already);
  } catch (error) {
    if (attempts > 1 && (RETRIABLE.has(codeOf(error)) || error instanceof OutcomeUnknown)) {
      return attempt(database, entry, write, already, attempts - 1);
    }
    if (codeOf(error) !== UNIQUE_VIOLATION || attempts <= 1) throw error;
    return constraintOf(error) === "attendance_once"
      ? withoutThoseOnRecord(database, entry, write, already, attempts - 1)
      : sameCounts(database, entry, write, already, attempts - 1);
  }
}

function parameters(entry: TrainingEntry, write: Write): unknown[] {
  const { course, heldOn, department, people, employees, contractors, unsplit, note } = entry;
  const after = { course, heldOn, department, people, employees, contractors, unsplit, note };
  const details = JSON.stringify(audited({ after }, write));
  const counts = [employees ?? null, contractors ?? null, unsplit ?? null];
  return [
    write.request,
    write.actor,
    write.year,
    course,
    heldOn,
    department,
    entry.anotherSession ?? false,
    ...counts,
    note ?? null,
    `{${people.join(",")}}`,
    details,
  ];
}

/** Everything of the new record is known here, save the names: they are read only when there are any. */
async function recorded(
  database: Database,
  row: Recorded,
  entry: TrainingEntry,
  write: Write,
  alreadyRecorded: PersonName[],
): Promise<RecordOutcome> {
  if (entry.people.length > 0) {
    const record = await readRecord(database.orm, row.id);
    if (record) return { outcome: "recorded", record, alreadyRecorded };
  }
  const { employees, contractors, unsplit } = row;
  const record = {
    ...entry,
    id: row.id,
    version: 1,
    state: "live" as const,
    author: write.actor,
    authorName: "",
    recordedAt: row.recordedAt,
  };
  return {
    outcome: "recorded",
    alreadyRecorded,
    record: { ...record, totals: { employees, contractors, unsplit }, named: [], sessionTotal: row.sessionTotal },
  };
}

/** The same request again: what it wrote the first time. */
async function firstOutcome(database: Database, write: Write, alreadyRecorded: PersonName[]): Promise<RecordOutcome> {
  const [first] = await database.orm
    .select({ record: requests.record })
    .from(requests)
    .where(eq(requests.id, write.request));
  const record = first && (await readRecord(database.orm, first.record));
  if (!record) throw new Error("a request was claimed without a record");
  return { outcome: "recorded", record, alreadyRecorded };
}

const sameSession = (entry: TrainingEntry) =>
  sql`s.course = ${entry.course} and s.held_on = ${entry.heldOn} and s.department = ${entry.department} and r.voided_at is null`;

async function withoutThoseOnRecord(
  database: Database,
  entry: TrainingEntry,
  write: Write,
  already: PersonName[],
  attempts: number,
): Promise<RecordOutcome> {
  const records = await readRecords(
    database.orm,
    sql`${sameSession(entry)} and s.ordinal = 1 and r.named`,
    sql`order by r.id`,
  );
  const onRecord = records.flatMap((record) => record.named).filter((person) => entry.people.includes(person.id));
  const people = entry.people.filter((id) => !onRecord.some((person) => person.id === id));
  const less = (count: number | undefined, audience: string) =>
    count === undefined ? undefined : count - onRecord.filter((person) => person.audience === audience).length;
  const rest = {
    ...entry,
    people,
    employees: less(entry.employees, "employee"),
    contractors: less(entry.contractors, "contractor"),
  };
  const counted = (rest.employees ?? 0) + (rest.contractors ?? 0) + (rest.unsplit ?? 0);
  const [first] = records.filter((record) => record.named.some((person) => entry.people.includes(person.id)));
  const all = [...already, ...onRecord];
  if (people.length === 0 && counted <= 0 && first)
    return { outcome: "already-recorded", record: first, alreadyRecorded: all };
  return attempt(database, rest, write, all, attempts);
}

async function sameCounts(
  database: Database,
  entry: TrainingEntry,
  write: Write,
  already: PersonName[],
  attempts: number,
): Promise<RecordOutcome> {
  const counts = sql`r.total_employees = ${entry.employees ?? 0} and r.total_contractors = ${entry.contractors ?? 0} and r.total_unsplit = ${entry.unsplit ?? 0}`;
  const [record] = await readRecords(
    database.orm,
    sql`${sameSession(entry)} and not r.named and ${counts}`,
    sql`order by r.id desc limit 1`,
  );
  return record ? { outcome: "same-counts", record } : attempt(database, entry, write, already, attempts);
}
