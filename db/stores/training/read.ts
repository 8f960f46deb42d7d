import { type SQL, sql } from "drizzle-orm";
import type { PersonName } from "../../../src/core/people/person.ts";
import type { Listed, Listing } from "../../../src/core/records/store.ts";
import type { TrainingRecord } from "../../../src/domain/training/store.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { pageOf, type Source } from "../../pages.ts";

interface Row
  extends Omit<TrainingRecord, "state" | "people" | "totals" | "employees" | "contractors" | "unsplit" | "note"> {
  live: boolean;
  session: number;
  employees: number | null;
  contractors: number | null;
  unsplit: number | null;
  note: string | null;
  totalEmployees: number;
  totalContractors: number;
  totalUnsplit: number;
}

/** A stored version, with what the stores need beside what the core sees. */
export interface StoredRecord extends TrainingRecord {
  session: number;
}

const COLUMNS = sql`
  r.id, r.version, r.voided_at is null as live, r.session::float8 as session, r.author::float8 as author,
  author.name as "authorName", (extract(epoch from r.recorded_at) * 1000)::float8 as "recordedAt",
  r.employees, r.contractors, r.unsplit, r.note,
  r.total_employees as "totalEmployees", r.total_contractors as "totalContractors", r.total_unsplit as "totalUnsplit",
  s.course, s.held_on::text as "heldOn", s.department,
  s.employees + s.contractors + s.unsplit as "sessionTotal",
  coalesce((
    select json_agg(json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', a.department, 'audience', a.audience, 'handles', '[]'::json) order by p.name, p.id)
    from attendance a join people p on p.id = a.person where a.record = r.id and a.version = r.version
  ), '[]'::json) as named`;

const SOURCE = sql`training_records r join training_sessions s on s.id = r.session join people author on author.id = r.author`;

/** Records by a condition on r (record) and s (session). */
export async function readRecords(orm: Orm, where: SQL, rest: SQL = sql``): Promise<StoredRecord[]> {
  const rows = await rowsOf<Row>(orm, sql`select ${COLUMNS} from ${SOURCE} where ${where} ${rest}`);
  return rows.map(fromRow);
}

/** The newest version of a record, live or undone. */
export async function readRecord(orm: Orm, id: string): Promise<StoredRecord | undefined> {
  const [record] = await readRecords(orm, sql`r.id = ${id}`, sql`order by r.version desc limit 1`);
  return record;
}

const newest = sql`r.version = (select max(n.version) from training_records n where n.id = r.id)`;

/** What lists of it are by: the day the session was held. */
const LISTED: Source = {
  from: sql`training_records r join training_sessions s on s.id = r.session`,
  id: sql`r.id`,
  day: sql`s.held_on`,
  department: sql`s.department`,
  author: sql`r.author`,
  subkind: sql`s.course`,
  live: sql`r.voided_at is null`,
  newest,
  within: (start, end) => sql`s.held_on between ${start} and ${end}`,
};

export const readPage = (orm: Orm, asked: Listing): Promise<Listed<StoredRecord>> =>
  pageOf(orm, LISTED, (where, rest) => readRecords(orm, where, rest), asked);

/** JSON comes parsed from one driver and as text from the other. */
export const namedPeople = (json: unknown): PersonName[] =>
  ((typeof json === "string" ? JSON.parse(json) : json) as PersonName[] | null) ?? [];

function fromRow(row: Row): StoredRecord {
  const { live, totalEmployees, totalContractors, totalUnsplit, ...rest } = row;
  const named = namedPeople(row.named);
  return {
    ...rest,
    state: live ? "live" : "undone",
    employees: row.employees ?? undefined,
    contractors: row.contractors ?? undefined,
    unsplit: row.unsplit ?? undefined,
    note: row.note ?? undefined,
    totals: { employees: totalEmployees, contractors: totalContractors, unsplit: totalUnsplit },
    named,
    people: named.map((person) => person.id),
  };
}
