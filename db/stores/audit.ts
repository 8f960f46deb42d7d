import { sql } from "drizzle-orm";
import type { AuditHead, AuditState, AuditStore, AuditVerdict } from "../../src/core/records/audit.ts";
import { type Database, rowsOf } from "../database.ts";
import { codeOf } from "../errors.ts";
import { entriesOf } from "./audit-entries.ts";

const LOCK_NOT_AVAILABLE = "55P03";

/** Entries in one seal. */
const BATCH = 1000;

/** Problems that are listed. */
const MOST = 100;

export function auditStore(database: Database): AuditStore {
  return {
    seal: () => seal(database),
    state: () => stateOf(database),
    newest: async () => {
      const [row] = await database.run<{ id: number | null }>("select max(id)::float8 as id from audit_entries", []);
      return row?.id ?? 0;
    },
    entries: (filter) => entriesOf(database, filter),
    verify: (anchor) => verify(database, anchor),
  };
}

/** An entry as its digest sees it: JSON has one way to be written here, and a time has one as seconds. */
const DIGEST = sql.raw(`encode(sha256(convert_to(jsonb_build_array(
  e.id, extract(epoch from e.at)::text, e.actor, e.action, e.subject, e.request, e.details)::text, 'UTF8')), 'hex')`);

/** A seal's hash, with the hash before it as `previous`. */
const HASH =
  sql.raw(`encode(sha256(convert_to(concat_ws('|', s.previous, s.number, extract(epoch from s.at)::text, s.through,
  array_to_string(s.ids, ','), array_to_string(s.digests, ',')), 'UTF8')), 'hex')`);

/** Every entry up to the settled one is on record for good or never will be, so what is sealed needs no lock. */
async function seal(database: Database): ReturnType<AuditStore["seal"]> {
  const settled = await settledEntry(database);
  if (settled === undefined) return { state: "busy" };
  let entries = 0;
  for (;;) {
    const sealed = await sealBatch(database, settled);
    if (sealed === 0) break;
    entries += sealed;
  }
  return { state: "sealed", entries, head: await headOf(database) };
}

async function settledEntry({ orm }: Database): Promise<number | undefined> {
  try {
    const [row] = await rowsOf<{ id: number }>(orm, sql`select audit_settled()::float8 as id`);
    return row?.id ?? 0;
  } catch (error) {
    if (codeOf(error) === LOCK_NOT_AVAILABLE) return undefined;
    throw error;
  }
}

/** How many entries the next seal took; none too when another process sealed them just now. */
async function sealBatch({ orm }: Database, settled: number): Promise<number> {
  const [row] = await rowsOf<{ entries: number }>(
    orm,
    sql`with head as (select number, through, hash from audit_seals order by number desc limit 1),
      batch as (
        select e.id, ${DIGEST} as digest from audit_entries e
        where e.id > coalesce((select through from head), 0) and e.id <= ${settled} order by e.id limit ${BATCH}),
      seal as materialized (
        select coalesce((select number from head), 0) + 1 as number, clock_timestamp() as at, max(id) as through,
          array_agg(id order by id) as ids, array_agg(digest order by id) as digests,
          coalesce((select hash from head), '') as previous
        from batch having count(*) > 0)
      insert into audit_seals (number, at, through, ids, digests, hash)
      select s.number, s.at, s.through, s.ids, s.digests, ${HASH} from seal s
      on conflict (number) do nothing returning cardinality(ids)::int as entries`,
  );
  return row?.entries ?? 0;
}

async function headOf({ orm }: Database): Promise<AuditHead | undefined> {
  const [head] = await rowsOf<AuditHead>(
    orm,
    sql`select number::float8 as seal, hash, extract(epoch from at)::float8 * 1000 as at
      from audit_seals order by number desc limit 1`,
  );
  return head;
}

async function stateOf(database: Database): Promise<AuditState> {
  const [row] = await rowsOf<{ entries: number; since: number | null }>(
    database.orm,
    sql`select count(*)::int as entries, extract(epoch from min(at))::float8 * 1000 as since
      from audit_entries where id > coalesce((select max(through) from audit_seals), 0)`,
  );
  const unsealed = { entries: row?.entries ?? 0, since: row?.since ?? undefined };
  return { head: await headOf(database), unsealed };
}

async function verify(database: Database, anchor: string | undefined): Promise<AuditVerdict> {
  const { orm } = database;
  const [counted] = await rowsOf<{ seals: number; entries: number }>(
    orm,
    sql`select count(*)::int as seals, coalesce(sum(cardinality(ids)), 0)::int as entries from audit_seals`,
  );
  const seals = await brokenSeals(database);
  const entries = await brokenEntries(database);
  const anchors = await brokenAnchor(database, anchor);
  return {
    ...(await stateOf(database)),
    seals: counted?.seals ?? 0,
    entries: counted?.entries ?? 0,
    problems: [...seals, ...entries, ...anchors],
  };
}

async function brokenSeals({ orm }: Database): Promise<string[]> {
  const rows = await rowsOf<{ number: number; expected: number; changed: boolean }>(
    orm,
    sql`select number, expected, changed from (
        select s.number::float8 as number, s.expected::float8 as expected, s.hash <> ${HASH} as changed from (
          select *, coalesce(lag(hash) over w, '') as previous, coalesce(lag(number) over w, 0) + 1 as expected
          from audit_seals window w as (order by number)) s) checked
      where changed or number <> expected order by number limit ${MOST}`,
  );
  return rows.map(({ number, expected, changed }) => {
    if (number === expected) return `seal ${number} is not as it was made`;
    const missing = number - 1 === expected ? `seal ${expected} is` : `seals ${expected} to ${number - 1} are`;
    return `${missing} missing${changed ? "" : `, and seal ${number} was made anew`}`;
  });
}

const VERBS = {
  removed: "was removed",
  added: "was slipped in",
  edited: "is not as it was sealed",
} as const;

async function brokenEntries({ orm }: Database): Promise<string[]> {
  const rows = await rowsOf<{ id: number; seal: number | null; what: keyof typeof VERBS }>(
    orm,
    sql`with sealed as (
        select s.number, u.id, u.digest from audit_seals s cross join unnest(s.ids, s.digests) as u(id, digest)),
      there as (
        select e.id, ${DIGEST} as digest from audit_entries e where e.id <= (select max(through) from audit_seals))
      select coalesce(s.id, e.id)::float8 as id, s.number::float8 as seal,
        case when e.id is null then 'removed' when s.id is null then 'added' else 'edited' end as what
      from sealed s full join there e on e.id = s.id
      where e.id is null or s.id is null or e.digest <> s.digest order by 1 limit ${MOST}`,
  );
  return rows.map(({ id, seal, what }) => `entry ${id} ${VERBS[what]}${seal === null ? "" : ` (seal ${seal})`}`);
}

/** The chain as it stands may have been made anew as a whole: only what was written down elsewhere tells. */
async function brokenAnchor({ orm }: Database, anchor: string | undefined): Promise<string[]> {
  if (anchor === undefined) return [];
  const [number = "", hash = ""] = anchor.split(":");
  const [found] = await rowsOf<{ hash: string }>(
    orm,
    sql`select hash from audit_seals where number = ${Number(number)}::bigint`,
  );
  if (!found) return [`seal ${number}, which was written down, is not there`];
  return found.hash.startsWith(hash) ? [] : [`seal ${number} is not the one that was written down`];
}
