import postgres from "postgres";
import { openDatabase } from "../../db/client.ts";
import { rollupDifferences } from "../../db/stores/training/rollup.ts";
import { RECORDS } from "./scale-records.ts";

/** How big a generated city is. Its departments, courses and days are always the same. */
export interface Size {
  people: number;
  /** Rows of named attendance, twenty to a session. */
  attendance: number;
}

export const DEPARTMENTS = 60;
export const COURSES = 20;
/** The last of the two years of sessions. */
export const TODAY = "2026-11-20";
const DAYS = 730;
const SEATS = 20;

/**
 * Fills an empty, migrated database as the store would have, on a server of its own. One person in ten moved
 * once, one in a hundred is unconfirmed, one in fifty gone; every course a duty of every tier; each session one record, every
 * seventh with people who were only counted, every fiftieth undone. The rollup is then built by the store itself.
 */
export async function generateCity(url: string, size: Size): Promise<void> {
  const connection = postgres(url, { max: 1, onnotice: () => {} });
  try {
    // Foreign keys are not looked up row by row, and what is lost in a crash is generated again.
    await connection.unsafe("set session_replication_role = replica; set synchronous_commit = off");
    // An automatic analyze that runs meanwhile would keep the vacuum below from marking pages as visible to all.
    await connection.unsafe("alter system set autovacuum = off");
    await connection.unsafe("select pg_reload_conf()");
    await connection.unsafe("set maintenance_work_mem = '256MB'");
    const restore = await withoutIndexes(connection, ["attendance", "training_records"]);
    for (const statement of STATEMENTS) await connection.unsafe(statement(size));
    for (const statement of RECORDS) await connection.unsafe(statement);
    for (const statement of restore) await connection.unsafe(statement);
    await connection.unsafe(LAST_ATTENDED);
    await connection.unsafe(NUMBERS);
    await rollUp(url);
    await connection.unsafe("vacuum (analyze)");
    await connection.unsafe("checkpoint");
  } finally {
    await connection.end();
  }
}

/** Takes the indexes of these tables away, and answers the statements that bring them back: that is how bulk is loaded. */
async function withoutIndexes(connection: postgres.Sql, tables: readonly string[]): Promise<string[]> {
  const keys = await connection<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'p' and conrelid = any(${[...tables]}::text[]::regclass[])`;
  const indexes = await connection<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = any(${[...tables]}) and indexname <> all(${keys.map(({ name }) => name)})`;
  const drops = [
    ...keys.map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
    ...indexes.map(({ name }) => `drop index ${name}`),
  ];
  for (const drop of drops) await connection.unsafe(drop);
  return [
    ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ];
}

async function rollUp(url: string): Promise<void> {
  const database = await openDatabase({ url });
  try {
    await rollupDifferences(database, true);
    const left = await rollupDifferences(database, false);
    if (left.length > 0) throw new Error(`the rollup differs from the records: ${left[0]}`);
  } finally {
    await database.close();
  }
}

const code = (letter: string, number: string) => `'${letter}' || lpad((${number})::text, 2, '0')`;

/** Person `id` is the `m`-th of department `d`: where they came from, and where they are on a day. */
const M = "(id - 1) / 60";
const HOME = "(id - 1) % 60";
const MOVED = "((id - 1) / 60 % 10 = 3)";
const MOVED_ON = "date '2025-11-20'";

const STATEMENTS: readonly ((size: Size) => string)[] = [
  () =>
    `insert into departments (code, name) select ${code("D", "n")}, 'Department ' || n from generate_series(0, ${DEPARTMENTS - 1}) n`,
  () => `insert into courses (code, title, program, mandatory_for, valid_months)
    select ${code("C", "n")}, 'Course ' || n, 'racial-equity', '{senior-manager,manager,employee}', (array[null, 12, 24])[1 + n % 3]
    from generate_series(0, ${COURSES - 1}) n`,
  ({ people }) => `insert into people (id, email, name, tier, audience, left_on) overriding system value
    select id, 'p' || id || '@city.example', 'Person ' || id,
      case when ${M} % 100 = 0 then 'senior-manager' when ${M} % 100 < 10 then 'manager' else 'employee' end,
      case when ${M} % 20 = 11 then 'contractor' else 'employee' end,
      case when ${M} % 50 = 17 then date '2026-06-01' end
    from generate_series(1, ${people}) id`,
  ({ people }) => `insert into memberships (person, department, from_on, confirmed)
    select id, ${code("D", HOME)}, date '1970-01-01', ${M} % 100 <> 50 from generate_series(1, ${people}) id`,
  ({ people }) => `insert into memberships (person, department, from_on)
    select id, ${code("D", `(${HOME} + 7) % 60`)}, ${MOVED_ON} from generate_series(1, ${people}) id where ${MOVED}`,
  () => `insert into headcounts (department, tier, audience, count, as_of)
    select ${code("D", "n")}, tier, 'employee', 4500, as_of
    from generate_series(0, ${DEPARTMENTS - 2}) n, unnest(array['senior-manager', 'manager', 'employee']) tier,
      unnest(array[date '2025-01-01', date '2026-07-01']) as_of`,
  (
    size,
  ) => `insert into training_sessions (id, course, held_on, department, records, employees, contractors, unsplit) overriding system value
    select k + 1, course, held_on, department, (not undone)::int, case when undone then 0 else employees end,
      case when undone then 0 else 1 end, case when undone then 0 else unsplit end from (${sessions(size)}) s`,
  (
    size,
  ) => `insert into training_records (id, version, session, author, employees, unsplit, total_employees, total_contractors, total_unsplit, named, voided_at)
    select 'TR-2026-' || (k + 1000), 1, k + 1, 1, nullif(employees, ${SEATS - 1}), nullif(unsplit, 0), employees, 1, unsplit, true,
      case when undone then now() end from (${sessions(size)}) s`,
  (size) => `insert into attendance (record, version, session, person, department, audience, course, held_on, voided)
    select 'TR-2026-' || (k + 1000), 1, k + 1, id,
      case when ${MOVED} and held_on >= ${MOVED_ON} then ${code("D", `(${HOME} + 7) % 60`)} else ${code("D", HOME)} end,
      case when ${M} % 20 = 11 then 'contractor' else 'employee' end, course, held_on, undone
    from (${sessions(size)}) s cross join lateral (
      select 1 + (d + (seat = ${SEATS - 1})::int) % ${DEPARTMENTS} + ${DEPARTMENTS} * (row * ${SEATS} + seat) as id
      from generate_series(0, ${SEATS - 1}) seat) as seats`,
];

/** Where the store goes on counting. */
const NUMBERS = `
  select setval(pg_get_serial_sequence('training_sessions', 'id'), (select max(id) from training_sessions)),
    setval(pg_get_serial_sequence('people', 'id'), (select max(id) from people))`;

/** What the store keeps of each person, all at once. */
const LAST_ATTENDED = `
  insert into last_attended (person, days, latest)
  select person, jsonb_object_agg(course, held_on), max(held_on)
  from (select person, course, max(held_on) as held_on from attendance where not voided group by person, course) last group by person`;

/**
 * Session `k`: a row of twenty neighbours of its department, picked by its number, the last of them from the department
 * next door; nineteen employees and a contractor. `people` is a multiple of 1,200, so that every row is full.
 */
function sessions({ people, attendance }: Size): string {
  const count = Math.ceil(attendance / SEATS);
  const rounds = Math.ceil(count / (DEPARTMENTS * COURSES));
  const apart = Math.max(1, Math.floor(DAYS / rounds));
  return `select k, d, ${code("C", "c")} as course, ${code("D", "d")} as department, k % 50 = 0 as undone,
      date '${TODAY}' - ${DAYS - 1} + (k / ${DEPARTMENTS * COURSES} * ${DAYS} / ${rounds})::int + ((c * 7 + d * 13) % ${apart})::int as held_on,
      ${SEATS - 1} + 5 * (k % 7 = 0)::int as employees, 3 * (k % 11 = 0)::int as unsplit,
      abs(hashint8(k)::bigint) % ${people / (DEPARTMENTS * SEATS)} as row
    from (select k, k % ${COURSES} as c, k / ${COURSES} % ${DEPARTMENTS} as d from generate_series(0::bigint, ${count - 1}) k) numbered`;
}
