import { sql } from "drizzle-orm";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { Write } from "../../../src/core/request/write.ts";
import type { MeasureChange, MeasureEntry, MeasureRecord } from "../../../src/domain/measure/measures.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { constraintOf } from "../../errors.ts";
import { differences } from "../../rows.ts";
import { measureValues } from "../../schema/index.ts";
import { type Work, writeOnce } from "../../write.ts";
import { live, newestOf } from "./read.ts";
import { columnsOf, forTheSame, plain } from "./versions.ts";

/** What a change is stored as, under its request id. */
interface Told {
  outcome: "changed" | "unchanged";
  before: MeasureRecord;
}

/** A correction: the live version is voided, the corrected one appended. */
export function correct(
  database: Database,
  id: string,
  entry: MeasureEntry,
  reason: string | undefined,
  write: Write,
): Promise<MeasureChange> {
  return change(database, id, entry, write, "measure.correct", async (orm) => {
    const before = await locked(orm, id);
    if (before.undone) throw new Refusal(`${id} was undone. Put it back first, then correct it.`);
    if (JSON.stringify(plain(before)) === JSON.stringify(plain(entry)))
      return { unwritten: { outcome: "unchanged", before } };
    await voidLive(orm, id);
    await append(orm, before, entry);
    const details = { ...differences(plain(before), plain(entry)), reason };
    return { outcome: { outcome: "changed", before }, subject: id, details };
  });
}

/** Undone, the last version is void; put back, it is appended again. */
export function setUndone(
  database: Database,
  id: string,
  undone: boolean,
  reason: string | undefined,
  write: Write,
): Promise<MeasureChange> {
  return change(database, id, undefined, write, undone ? "measure.undo" : "measure.restore", async (orm) => {
    const before = await locked(orm, id);
    if (before.undone === undone) return { unwritten: { outcome: "unchanged", before } };
    if (undone) await voidLive(orm, id);
    else await append(orm, before, before);
    return { outcome: { outcome: "changed", before }, subject: id, details: { undone, reason, says: plain(before) } };
  });
}

/** Two at once on one record: the second waits, and sees what the first did. */
async function locked(orm: Orm, id: string): Promise<MeasureRecord> {
  await rowsOf(orm, sql`select 1 from measure_values where id = ${id} and version = 1 for update`);
  const [record] = await newestOf(orm, [id]);
  if (!record) throw new Error(`${id} is not there`);
  return record;
}

const voidLive = (orm: Orm, id: string) =>
  rowsOf(orm, sql`update measure_values set voided_at = now() where id = ${id} and voided_at is null`);

/** Whoever recorded it first stays its author; who changed it, the trail says. */
const append = (orm: Orm, { id, version, author }: MeasureRecord, entry: MeasureEntry) =>
  orm.insert(measureValues).values({ ...columnsOf(entry), id, version: version + 1, author });

async function change(
  database: Database,
  id: string,
  entry: MeasureEntry | undefined,
  write: Write,
  action: string,
  work: Work<Told>,
): Promise<MeasureChange> {
  try {
    const told = await writeOnce<Told>(database, write, action, work);
    const [record] = await newestOf(database.orm, [id]);
    if (!record) throw new Error(`${id} is not there`);
    return { ...told, record };
  } catch (error) {
    if (constraintOf(error) !== "measure_values_same") throw error;
    const [wanted] = entry ? [entry] : await newestOf(database.orm, [id]);
    const [other] = wanted ? await live(database.orm, forTheSame([wanted])) : [];
    if (!other) throw error;
    return { outcome: "conflict", with: other };
  }
}
