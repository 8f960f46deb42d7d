import { type SQL, sql } from "drizzle-orm";
import type { AuditEntry, AuditFilter } from "../../src/core/records/audit.ts";
import { type Database, rowsOf } from "../database.ts";

type Row = Omit<AuditEntry, "details" | "seal"> & { details: unknown; seal: number | null };

/** Newest first. Seals say which entries there were by when, so that an old period is found without reading all that came after. */
export async function entriesOf({ orm }: Database, filter: AuditFilter): Promise<AuditEntry[]> {
  const where = sql.join(conditions(filter), sql` and `);
  const rows = await rowsOf<Row>(
    orm,
    sql`select e.id::float8 as id, extract(epoch from e.at)::float8 * 1000 as at, e.actor::float8 as actor,
        coalesce(p.name, '') as "actorName", e.action, e.subject, e.details,
        (select s.number::float8 from audit_seals s where s.through >= e.id order by s.number limit 1) as seal
      from audit_entries e left join people p on p.id = e.actor where ${where} order by e.id desc limit ${filter.limit}`,
  );
  return rows.map(({ details, seal, ...row }) => ({ ...row, details: parsed(details), seal: seal ?? undefined }));
}

function conditions({ subject, subjects, person, of, records, start, end }: AuditFilter): SQL[] {
  return [
    sql`true`,
    ...(subject === undefined ? [] : [sql`e.subject = ${subject}`]),
    ...(subjects === undefined
      ? []
      : [sql`e.subject = any(${`{${subjects.map((one) => JSON.stringify(one)).join(",")}}`}::text[])`]),
    ...(person === undefined
      ? []
      : [sql`(e.subject in (${`person:${person}`}, ${String(person)}) or e.actor = ${person})`]),
    ...(of === undefined ? [] : [madeFor(of)]),
    ...(records ? [sql`e.subject ~ '^[A-Z]{2}-[0-9]{4}-[0-9]{4,}$'`] : []),
    ...(start === undefined ? [] : [sql`e.at >= ${instant(start)} and e.id > ${sealedBefore(start)}`]),
    ...(end === undefined ? [] : [sql`e.at < ${instant(end)} and e.id <= ${sealedAfter(end)}`]),
  ];
}

/** Whose a record is says the newest entry that names a department. */
function madeFor({ author, departments }: NonNullable<AuditFilter["of"]>): SQL {
  if (departments.length === 0) return sql`e.actor = ${author}`;
  const codes = sql.join(
    departments.map((code) => sql`${code}`),
    sql`, `,
  );
  return sql`(e.actor = ${author} or (select d.details -> 'after' ->> 'department' from audit_entries d
    where d.subject = e.subject and d.details -> 'after' ->> 'department' is not null
    order by d.id desc limit 1) in (${codes}))`;
}

const instant = (at: number) => sql`to_timestamp(${at / 1000}::float8)`;

const sealedBefore = (at: number) => sql`coalesce((select max(through) from audit_seals where at < ${instant(at)}), 0)`;

/** An hour later, since an entry is sealed after it is made. */
const sealedAfter = (at: number) =>
  sql`coalesce((select min(through) from audit_seals where at >= ${instant(at + 3_600_000)}), 9223372036854775807)`;

/** The drivers disagree on whether JSON arrives parsed. */
const parsed = (details: unknown): AuditEntry["details"] =>
  (typeof details === "string" ? JSON.parse(details) : details) as AuditEntry["details"];
