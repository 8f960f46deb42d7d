import { type SQL, sql } from "drizzle-orm";
import type { SavedAnswers } from "../../src/core/import/read-file.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { ImportStore, RowOutcome } from "../../src/domain/import/store.ts";
import type { OnRecord } from "../../src/domain/import/training-file.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { sayToday, writeOnce } from "../write.ts";
import { importPeople } from "./import-people.ts";
import { peopleOnRecord } from "./people-on-record.ts";

/** Each kind is written by set, in chunks: a city has thousands of people, and a row each would take minutes. */
export function importStore(database: Database): ImportStore {
  const run = (
    kind: string,
    rows: readonly unknown[],
    write: Write,
    dryRun: boolean,
    apply: (orm: Orm) => Promise<RowOutcome[]>,
  ) => importOnce(database, kind, rows.length, write, dryRun, apply);
  return {
    departments: (rows, write, dryRun) =>
      run("departments", rows, write, dryRun, (orm) =>
        upsert(orm, rows, DEPARTMENTS, (row) => ({ ...row, key: row.code, serviceArea: row.serviceArea ?? null })),
      ),
    courses: (rows, write, dryRun) =>
      run("courses", rows, write, dryRun, (orm) =>
        upsert(orm, rows, COURSES, (row) => ({ ...row, key: row.code, validMonths: row.validMonths ?? null })),
      ),
    headcounts: (rows, write, dryRun) =>
      run("headcounts", rows, write, dryRun, (orm) =>
        upsert(orm, rows, HEADCOUNTS, (row) => ({
          ...row,
          key: `${row.department} ${row.tier} ${row.audience} ${row.asOf}`,
        })),
      ),
    people: (rows, on, write, dryRun) =>
      run("people", rows, write, dryRun, (orm) => importPeople(orm, rows, on, write)),
    answers: async (kind, headingHash) => {
      const [row] = await rowsOf<{ answers: SavedAnswers }>(
        database.orm,
        sql`select answers from file_mappings where kind = ${kind} and heading_hash = ${headingHash}`,
      );
      return row?.answers;
    },
    saveAnswers: async (kind, headingHash, answers) => {
      await rowsOf(
        database.orm,
        sql`insert into file_mappings (kind, heading_hash, answers) values (${kind}, ${headingHash}, ${JSON.stringify(answers)}::text::jsonb)
          on conflict (kind, heading_hash) do update set answers = file_mappings.answers || excluded.answers, saved_at = now()`,
      );
    },
    trainingOnRecord: (hash, records) => trainingOnRecord(database.orm, hash, records),
    peopleOnRecord: () => peopleOnRecord(database.orm),
  };
}

/** Lines whose record stands, and exported records as they stand. */
async function trainingOnRecord(orm: Orm, hash: string, records: readonly string[]): Promise<OnRecord> {
  const [lines, exported] = await Promise.all([
    rowsOf<{ line: number }>(
      orm,
      sql`select (l->>'line')::int as line from audit_entries e cross join lateral jsonb_array_elements(e.details->'file'->'lines') l
        where e.details->'file'->>'hash' = ${hash} and e.details ? 'file' and exists (select from training_records r where r.id = e.subject and r.voided_at is null)`,
    ),
    rowsOf<{ id: string; course: string; heldOn: string; department: string }>(
      orm,
      sql`select r.id, s.course, s.held_on::text as "heldOn", s.department from training_records r join training_sessions s on s.id = r.session
        where r.voided_at is null and r.id in (select jsonb_array_elements_text(${JSON.stringify(records)}::text::jsonb))`,
    ),
  ]);
  return {
    lines: new Set(lines.map(({ line }) => line)),
    records: new Map(exported.map(({ id, ...record }) => [id, record])),
  };
}

/** Thrown to take a dry run's transaction back. */
class DryRun extends Error {
  readonly outcomes: RowOutcome[];
  constructor(outcomes: RowOutcome[]) {
    super("dry run");
    this.outcomes = outcomes;
  }
}

async function importOnce(
  database: Database,
  kind: string,
  count: number,
  write: Write,
  dryRun: boolean,
  apply: (orm: Orm) => Promise<RowOutcome[]>,
): Promise<RowOutcome[]> {
  try {
    return await writeOnce(database, write, `import.${kind}`, async (orm) => {
      await sayToday(orm, write);
      const outcomes = await apply(orm);
      if (dryRun) throw new DryRun(outcomes);
      return {
        outcome: outcomes,
        subject: `import:${kind}`,
        details: { rows: count, changed: outcomes.filter((one) => one !== "unchanged").length },
      };
    });
  } catch (error) {
    if (error instanceof DryRun) return error.outcomes;
    throw error;
  }
}

/** An insert from the JSON rows `$rows` that answers `key` and whether the row is new; rows that change nothing answer nothing. */
type Upsert = (rows: SQL) => SQL;

const DEPARTMENTS: Upsert = (rows) => sql`
  insert into departments as d (code, name, aliases, service_area, active)
  select code, name, array(select jsonb_array_elements_text(aliases)), "serviceArea", true
  from jsonb_to_recordset(${rows}) as r(code text, name text, aliases jsonb, "serviceArea" text)
  on conflict (code) do update set name = excluded.name, aliases = excluded.aliases, service_area = excluded.service_area, active = true
  where (d.name, d.aliases, d.service_area, d.active) is distinct from (excluded.name, excluded.aliases, excluded.service_area, true)
  returning code as key, (xmax = 0) as added`;

const COURSES: Upsert = (rows) => sql`
  insert into courses as c (code, title, program, mandatory_for, aliases, valid_months)
  select code, title, program, array(select jsonb_array_elements_text("mandatoryFor")), array(select jsonb_array_elements_text(aliases)), "validMonths"
  from jsonb_to_recordset(${rows}) as r(code text, title text, program text, "mandatoryFor" jsonb, aliases jsonb, "validMonths" int)
  on conflict (code) do update set title = excluded.title, program = excluded.program, mandatory_for = excluded.mandatory_for, aliases = excluded.aliases, valid_months = excluded.valid_months
  where (c.title, c.program, c.mandatory_for, c.aliases, c.valid_months) is distinct from (excluded.title, excluded.program, excluded.mandatory_for, excluded.aliases, excluded.valid_months)
  returning code as key, (xmax = 0) as added`;

const HEADCOUNTS: Upsert = (rows) => sql`
  insert into headcounts as h (department, tier, audience, count, as_of)
  select department, tier, audience, count, "asOf"::date
  from jsonb_to_recordset(${rows}) as r(department text, tier text, audience text, count int, "asOf" text)
  on conflict (department, tier, audience, as_of) do update set count = excluded.count where h.count <> excluded.count
  returning department || ' ' || tier || ' ' || audience || ' ' || to_char(as_of, 'YYYY-MM-DD') as key, (xmax = 0) as added`;

const CHUNK = 2000;

async function upsert<Row>(
  orm: Orm,
  rows: readonly Row[],
  statement: Upsert,
  toJson: (row: Row) => { key: string },
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK).map(toJson);
    const written = await rowsOf<{ key: string; added: boolean }>(
      orm,
      statement(sql`${JSON.stringify(chunk)}::text::jsonb`),
    );
    const added = new Map(written.map((row) => [row.key, row.added]));
    outcomes.push(
      ...chunk.map(({ key }): RowOutcome => (added.has(key) ? (added.get(key) ? "added" : "changed") : "unchanged")),
    );
  }
  return outcomes;
}
