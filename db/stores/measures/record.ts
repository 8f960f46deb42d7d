import { sql } from "drizzle-orm";
import type { Write } from "../../../src/core/request/write.ts";
import type { MeasureEntry, MeasureOutcome, MeasureRecord } from "../../../src/domain/measure/measures.ts";
import type { Database, Orm } from "../../database.ts";
import { measureValues } from "../../schema/index.ts";
import { writeOnce } from "../../write.ts";
import { live, newestOf } from "./read.ts";
import { columnsOf, forTheSame, keyOf, plain, sameFigure } from "./versions.ts";

/** What became of each entry, in their order. */
type Told = { outcome: MeasureOutcome["outcome"]; id: string }[];

/** As many rows as one statement takes: Postgres allows 65,535 values. */
const CHUNK = 1000;

export async function record(
  database: Database,
  entries: readonly MeasureEntry[],
  write: Write,
): Promise<MeasureOutcome[]> {
  const told = await writeOnce<Told>(database, write, "measure.record", async (orm) => {
    const done: Told = [];
    for (let at = 0; at < entries.length; at += CHUNK)
      done.push(...(await recordAll(orm, entries.slice(at, at + CHUNK), write)));
    const written = done.flatMap(({ outcome, id }, at) => {
      const entry = entries[at];
      return outcome === "recorded" && entry ? [{ id, after: plain(entry) }] : [];
    });
    const [first] = written;
    if (!first) return { unwritten: done };
    return {
      outcome: done,
      subject: first.id,
      details: written.length === 1 ? { after: first.after } : { records: written },
    };
  });
  return withRecords(database.orm, told);
}

/** The index of what is the same decides which of them are on record already. */
async function recordAll(orm: Orm, entries: readonly MeasureEntry[], write: Write): Promise<Told> {
  const number = sql`nextval('measure_number')::text`;
  const id = sql`(select 'ME-' || ${write.year}::int || '-' || lpad(n, greatest(4, length(n)), '0') from (select ${number} as n) as next)`;
  const before = new Set((await live(orm, forTheSame(entries))).map(keyOf));
  // What is there takes no number.
  const rows = entries
    .filter((entry) => !before.has(keyOf(entry)))
    .map((entry) => ({ ...columnsOf(entry), id, version: 1, author: write.actor }));
  const inserted =
    rows.length === 0
      ? []
      : await orm.insert(measureValues).values(rows).onConflictDoNothing().returning({ id: measureValues.id });
  const written = new Set(inserted.map((row) => row.id));
  const now = new Map((await live(orm, forTheSame(entries))).map((one) => [keyOf(one), one]));
  const told = new Set<string>();
  return entries.map((entry) => {
    const there = now.get(keyOf(entry));
    if (!there) throw new Error("a figure was neither found nor made");
    const first = written.has(there.id) && !told.has(there.id);
    told.add(there.id);
    if (first) return { outcome: "recorded", id: there.id };
    return { outcome: sameFigure(there, entry) ? "on record" : "differs", id: there.id };
  });
}

/** The same comparison, with nothing written: a figure that stands earlier in the list counts as on record. */
export async function foresee(orm: Orm, entries: readonly MeasureEntry[]): Promise<MeasureOutcome["outcome"][]> {
  const now = new Map<string, MeasureEntry>();
  for (let at = 0; at < entries.length; at += CHUNK)
    for (const one of await live(orm, forTheSame(entries.slice(at, at + CHUNK)))) now.set(keyOf(one), one);
  return entries.map((entry) => {
    const there = now.get(keyOf(entry));
    if (there) return sameFigure(there, entry) ? "on record" : "differs";
    now.set(keyOf(entry), entry);
    return "recorded";
  });
}

async function withRecords(orm: Orm, told: Told): Promise<MeasureOutcome[]> {
  const records = new Map<string, MeasureRecord>(
    (await newestOf(orm, [...new Set(told.map(({ id }) => id))])).map((one) => [one.id, one]),
  );
  return told.map(({ outcome, id }) => {
    const found = records.get(id);
    if (!found) throw new Error(`${id} is not there`);
    return { outcome, record: found };
  });
}
