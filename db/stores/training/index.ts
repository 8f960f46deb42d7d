import { sql } from "drizzle-orm";
import type { Attendance, SessionFilter, TrainingStore } from "../../../src/domain/training/store.ts";
import { type Database, rowsOf } from "../../database.ts";
import { correctTraining, disownTraining, restoreTraining, undoTraining } from "./change.ts";
import { dueRows } from "./due.ts";
import { participation } from "./participation.ts";
import { readPage, readRecord, readRecords } from "./read.ts";
import { recordTraining } from "./record.ts";
import { totals } from "./totals.ts";
import { tierTraining } from "./trained.ts";
import { purgeCounts } from "./trained-counts.ts";

export function trainingStore(database: Database): TrainingStore {
  const { orm } = database;
  return {
    record: (entry, write) => recordTraining(database, entry, write),
    correct: (id, entry, reason, write) => correctTraining(database, id, entry, reason, write),
    undo: (id, reason, write) => undoTraining(database, id, reason, write),
    disown: (id, write) => disownTraining(database, id, write),
    restore: (id, write) => restoreTraining(database, id, write),
    get: (id) => readRecord(orm, id),
    page: (asked) => readPage(orm, asked),
    sessions: (filter) =>
      readRecords(
        orm,
        matching(filter),
        sql`order by s.held_on desc, r.recorded_at desc, r.id desc limit ${filter.limit}`,
      ),
    attendedBy: (person) =>
      rowsOf<Attendance>(
        orm,
        sql`select record, course, held_on::text as "heldOn", department from attendance where person = ${person} and not voided order by held_on desc, record desc`,
      ),
    due: (department, on) => dueRows(database, department, on),
    participation: (department, start, end, today) => participation(database, department, start, end, today),
    trained: (department, on) => tierTraining(database, department, on),
    purgeCounts: () => purgeCounts(orm),
    totals: (start, end) => totals(orm, start, end),
  };
}

function matching({ department, course, author, start, end }: SessionFilter) {
  const all = [sql`r.voided_at is null and s.held_on between ${start} and ${end}`];
  if (department !== undefined) all.push(sql`s.department = ${department}`);
  if (course !== undefined) all.push(sql`s.course = ${course}`);
  if (author !== undefined) all.push(sql`r.author = ${author}`);
  return sql.join(all, sql` and `);
}
