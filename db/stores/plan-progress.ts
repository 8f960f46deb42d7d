import { and, desc, eq, isNull, sql } from "drizzle-orm";
import {
  PROGRESS_RECORDS,
  type Progress,
  type ProgressEntry,
  type ProgressStore,
} from "../../src/domain/plan/progress.ts";
import type { Database } from "../database.ts";
import { recordStore } from "../records.ts";
import { planProgressNumber, planProgress as table } from "../schema/index.ts";

const NEWEST = [desc(table.reportedOn), desc(table.recordedAt), desc(table.id)];

export function planProgressStore(database: Database): ProgressStore {
  const { orm } = database;
  const records = recordStore<ProgressEntry, Progress, typeof table>(database, {
    ...PROGRESS_RECORDS,
    table,
    sequence: planProgressNumber,
    author: table.author,
    by: { day: table.reportedOn, department: table.department, of: table.action },
    same: {
      index: "plan_progress_same",
      as: ({ action, department, state, note, reportedOn }) =>
        sql`${table.action} = ${action} and coalesce(${table.department}, '') = ${department ?? ""}
          and ${table.reportedOn} = ${reportedOn} and ${table.state} = ${state} and coalesce(${table.note}, '') = ${note ?? ""}`,
    },
    verb: () => "update",
  });
  return {
    ...records,
    history: (action) => records.select(orm, and(eq(table.action, action), isNull(table.voidedAt)), { order: NEWEST }),
    latest: (on) =>
      records.select(
        orm,
        sql`${table.id} in (select distinct on (action, department) id from plan_progress
          where voided_at is null and reported_on <= ${on}
          order by action, department, reported_on desc, recorded_at desc, id desc)`,
        { order: [sql`${table.action}`, sql`${table.department}`] },
      ),
  };
}
