import { sql } from "drizzle-orm";
import type { Write } from "../../../src/core/request/write.ts";
import type { Measure } from "../../../src/domain/measure/measure.ts";
import type { MeasureStore } from "../../../src/domain/measure/measures.ts";
import { type Database, rowsOf } from "../../database.ts";
import { measures } from "../../schema/index.ts";
import { writeOnce } from "../../write.ts";
import { correct, setUndone } from "./change.ts";
import { figures, newestOf, readPage } from "./read.ts";
import { foresee, record } from "./record.ts";

export function measureStore(database: Database): MeasureStore {
  return {
    define: (measure, write) => define(database, measure, write),
    record: (entries, write) => record(database, entries, write),
    foresee: (entries) => foresee(database.orm, entries),
    correct: (id, entry, reason, write) => correct(database, id, entry, reason, write),
    setUndone: (id, undone, reason, write) => setUndone(database, id, undone, reason, write),
    get: async (id) => (await newestOf(database.orm, [id]))[0],
    page: (asked) => readPage(database.orm, asked),
    figures: (asked) => figures(database.orm, asked),
  };
}

function define(database: Database, measure: Measure, write: Write) {
  return writeOnce<"defined" | "redefined" | "unchanged" | "in use">(database, write, "measure.define", async (orm) => {
    const { id } = measure;
    const definition = JSON.stringify(measure);
    const [before] = await rowsOf<{ definition: unknown; same: boolean; used: boolean }>(
      orm,
      sql`select definition, definition = ${definition}::jsonb as same, exists (select from measure_values v where v.measure = m.id and v.voided_at is null) as used
          from measures m where id = ${id} for update`,
    );
    if (before?.same) return { unwritten: "unchanged" };
    if (before?.used) return { unwritten: "in use" };
    const values = { id, definition: measure, author: write.actor };
    await orm.insert(measures).values(values).onConflictDoUpdate({ target: measures.id, set: values });
    return {
      outcome: before ? "redefined" : "defined",
      subject: `measure:${id}`,
      details: { before: before?.definition, after: measure },
    };
  });
}
