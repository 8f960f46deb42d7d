import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { Progress, ProgressChanges, ProgressEntry, ProgressStore } from "../../src/domain/plan/progress.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { planProgress } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { differences, known, nextId, setUndone } from "./plain.ts";

const PROGRESS = { table: "plan_progress", noun: "plan", same: "plan_progress_same" };

export function planProgressStore(database: Database): ProgressStore {
  const { orm } = database;
  return {
    record: (entry, write) => record(database, entry, write),
    correct: (id, changes, reason, write) => correct(database, id, changes, reason, write),
    get: async (id) => (await select(orm, sql`g.id = ${id}`))[0],
    latest: (on) => latest(orm, on),
    history: (action) => select(orm, sql`g.action = ${action} and g.voided_at is null`),
    setUndone: (id, undone, reason, write) => setUndone(database, PROGRESS, id, undone, reason, write),
  };
}

type Row = Omit<Progress, "department" | "note"> & { department: string | null; note: string | null };

const COLUMNS = sql`g.id, g.action, g.department, g.state, g.note, g.reported_on::text as "reportedOn",
  g.author::float8 as author, p.name as "authorName", g.voided_at is not null as undone`;
const NEWEST = sql`g.reported_on desc, g.recorded_at desc, g.id desc`;

async function select(orm: Orm, where: SQL): Promise<Progress[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select ${COLUMNS} from plan_progress g join people p on p.id = g.author where ${where} order by ${NEWEST}`,
  );
  return rows.map(known);
}

async function latest(orm: Orm, on: IsoDate): Promise<Progress[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select distinct on (g.action, g.department) ${COLUMNS} from plan_progress g join people p on p.id = g.author
      where g.voided_at is null and g.reported_on <= ${on} order by g.action, g.department, ${NEWEST}`,
  );
  return rows.map(known);
}

interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

/** The index of what is the same decides whether it is on record already. */
async function record(database: Database, entry: ProgressEntry, write: Write) {
  const told = await writeOnce<Told>(database, write, "plan.update", async (orm) => {
    const [row] = await orm
      .insert(planProgress)
      .values({ ...entry, id: nextId("PL", "plan_progress_number", write), author: write.actor })
      .onConflictDoNothing()
      .returning({ id: planProgress.id });
    if (!row) return { unwritten: { outcome: "on record", id: await sameAs(orm, entry) } };
    const { action, department, state, reportedOn } = entry;
    const details = { after: { action, department, state, reportedOn } };
    return { outcome: { outcome: "recorded", id: row.id }, subject: row.id, details };
  });
  return { outcome: told.outcome, progress: await progressAt(database.orm, told.id) };
}

async function sameAs(orm: Orm, { action, department, state, note, reportedOn }: ProgressEntry): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    orm,
    sql`select id from plan_progress where action = ${action} and coalesce(department, '') = ${department ?? ""}
      and reported_on = ${reportedOn} and state = ${state} and coalesce(note, '') = ${note ?? ""} and voided_at is null`,
  );
  if (!row) throw new Error("an update of the plan was neither found nor made");
  return row.id;
}

async function progressAt(orm: Orm, id: string): Promise<Progress> {
  const [progress] = await select(orm, sql`g.id = ${id}`);
  if (!progress) throw new Error(`${id} is not there`);
  return progress;
}

async function correct(
  database: Database,
  id: string,
  changes: ProgressChanges,
  reason: string | undefined,
  write: Write,
): Promise<"corrected" | "unchanged" | "conflict"> {
  try {
    return await writeOnce<"corrected" | "unchanged">(database, write, "plan.correct", async (orm) => {
      await rowsOf(orm, sql`select 1 from plan_progress where id = ${id} for update`);
      const { state, note, reportedOn } = await progressAt(orm, id);
      const details = differences<ProgressChanges>({ state, note, reportedOn }, changes);
      if (!details) return { unwritten: "unchanged" };
      await orm
        .update(planProgress)
        .set({ ...changes, note: changes.note ?? null })
        .where(eq(planProgress.id, id));
      return { outcome: "corrected", subject: id, details: { ...details, reason } };
    });
  } catch (error) {
    if (constraintOf(error) === PROGRESS.same) return "conflict";
    throw error;
  }
}
