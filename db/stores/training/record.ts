import { sql } from "drizzle-orm";
import type { PersonName } from "../../../src/core/people/person.ts";
import { DatabaseDown, OutcomeUnknown, TakenRequest } from "../../../src/core/request/errors.ts";
import { tells, type Write } from "../../../src/core/request/write.ts";
import type { RecordOutcome, TrainingEntry, TrainingRecord } from "../../../src/domain/training/store.ts";
import { type Database, rowsOf, unlessItGaveWay, untilKnown } from "../../database.ts";
import { codeOf } from "../../errors.ts";
import { idList } from "../../ids.ts";
import { audited } from "../../write.ts";
import { namedThatDay, whatIsOnRecord } from "./on-record.ts";
import { namedPeople, readRecord } from "./read.ts";
import { RECORD_TRAINING } from "./record.sql.ts";

const NOT_NULL_VIOLATION = "23502";
const UNIQUE_VIOLATION = "23505";

/** How often an entry is tried again because others were faster: of those that open another session at once, one gets it. */
const ATTEMPTS = 50;

/** Records a training once. Those on record for the session before are left out and named in the outcome. */
export function recordTraining(database: Database, entry: TrainingEntry, write: Write): Promise<RecordOutcome> {
  return record({ database, write, entry, already: [] }, ATTEMPTS);
}

interface Recording {
  database: Database;
  write: Write;
  entry: TrainingEntry;
  /** Left out of the entry, because they are on record. */
  already: PersonName[];
}

async function record(recording: Recording, attempts: number): Promise<RecordOutcome> {
  if (attempts === 0) throw new Error("what is on record for the session kept changing");
  const { database, entry, already } = recording;
  const row = await insert(recording);
  if (row) return { outcome: "recorded", record: asRecord(row, recording), alreadyRecorded: already };
  const before = await firstOutcome(recording);
  if (before) return before;
  const found = await whatIsOnRecord(database.orm, entry);
  switch (found.is) {
    case "all":
      return { outcome: "already-recorded", record: found.record, alreadyRecorded: [...already, ...found.people] };
    case "same-counts":
      return { outcome: "same-counts", record: found.record };
    case "some":
      return record({ ...recording, entry: found.rest, already: [...already, ...found.people] }, attempts - 1);
    case "nothing":
      return record(recording, attempts - 1);
  }
}

interface Recorded {
  id: string;
  recordedAt: number;
  authorName: string | null;
  employees: number;
  contractors: number;
  unsplit: number;
  sessionTotal: number;
  named: PersonName[] | string | null;
}

/** The one statement. Nothing comes back when the request, or something of the entry, is on record already. */
async function insert({ database, write, entry, already }: Recording): Promise<Recorded | undefined> {
  const values = parameters(entry, write, already);
  try {
    const [row] = await untilKnown(() => unlessItGaveWay(() => database.run<Recorded>(RECORD_TRAINING, values, true)));
    if (row) write.onSaved?.();
    return row;
  } catch (error) {
    const code = codeOf(error);
    const metAnother = entry.anotherSession === true && code === NOT_NULL_VIOLATION;
    if (metAnother || code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}

function parameters(entry: TrainingEntry, write: Write, already: readonly PersonName[]): unknown[] {
  const { course, heldOn, department, people, employees, contractors, unsplit, note } = entry;
  const after = { course, heldOn, department, people, employees, contractors, unsplit, note };
  return [
    write.request,
    write.actor,
    write.year,
    course,
    heldOn,
    department,
    entry.anotherSession ?? false,
    employees ?? null,
    contractors ?? null,
    unsplit ?? null,
    note ?? null,
    idList(people),
    JSON.stringify(audited({ after }, write)),
    tells(write),
    JSON.stringify({ already: already.map((person) => person.id) }),
    write.place ?? null,
  ];
}

/** All of the new record is known here: it need not be read again. */
function asRecord(row: Recorded, { entry, write }: Recording): TrainingRecord {
  const { employees, contractors, unsplit } = row;
  const { anotherSession: _, ...entered } = entry;
  const named = namedPeople(row.named);
  return {
    ...entered,
    id: row.id,
    version: 1,
    state: "live",
    author: write.actor,
    authorName: row.authorName ?? "",
    recordedAt: row.recordedAt,
    totals: { employees, contractors, unsplit },
    named,
    people: named.map((person) => person.id),
    sessionTotal: row.sessionTotal,
  };
}

/** The same request again: what it wrote the first time. */
async function firstOutcome({ database: { orm }, entry, write }: Recording): Promise<RecordOutcome | undefined> {
  const [first] = await rowsOf<{ record: string; actor: number; already: string }>(
    orm,
    sql`select record, actor::float8 as actor, coalesce(outcome->>'already', '[]') as already from requests where id = ${write.request}`,
  ).catch((error: unknown) => {
    // Perhaps this request, sent again after its connection broke, is on record.
    throw error instanceof DatabaseDown
      ? new OutcomeUnknown("the first outcome is not known", { cause: error })
      : error;
  });
  if (!first) return undefined;
  if (first.actor !== write.actor) throw new TakenRequest();
  write.onSaved?.();
  const record = await readRecord(orm, first.record);
  if (!record) throw new Error("a request id was used for something else");
  const already = JSON.parse(first.already) as number[];
  const people = already.length === 0 ? [] : await namedThatDay(orm, entry);
  return { outcome: "recorded", record, alreadyRecorded: people.filter(({ id }) => already.includes(id)) };
}
