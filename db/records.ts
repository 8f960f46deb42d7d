import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { KindName, Recorded } from "../src/core/records/name.ts";
import type { Corrected, RecordStore } from "../src/core/records/store.ts";
import type { Write } from "../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "./database.ts";
import { constraintOf } from "./errors.ts";
import type { Kept, RecordTable } from "./kept.ts";
import { page } from "./pages.ts";
import { differences, readRows, type Then, withNulls } from "./rows.ts";
import { type Work, writeOnce } from "./write.ts";

/** The store of a kind, and what its own writes are made of. */
export interface Records<Entry extends object, One extends Recorded> extends RecordStore<Entry, One> {
  select(orm: Orm, where: SQL | undefined, then?: Then): Promise<One[]>;
  /** A record that must be there. */
  at(orm: Orm, id: string): Promise<One>;
  /** The record with its row locked: nobody else writes it until this transaction ends. */
  locked(orm: Orm, id: string): Promise<One>;
  /** Keeps an entry inside a transaction of the caller's, or says which record it is already. */
  keep(orm: Orm, entry: Entry, write: Write): Promise<Told>;
  /** What the trail keeps of these facts. */
  audit(facts: Partial<Entry>): Record<string, unknown>;
  /** Changes some facts inside a transaction of the caller's: what the trail keeps of it; undefined when nothing differs. */
  revise(orm: Orm, one: One, changes: Partial<Entry>): Promise<Details | undefined>;
  /** Changes some facts of a record: "correct", or what else becomes of it. */
  change(
    id: string,
    verb: string,
    changes: Partial<Entry>,
    reason: string | undefined,
    write: Write,
  ): Promise<Corrected>;
}

interface Details {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

export interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

/** How records of a kind are recorded once, corrected, taken back, put back and listed. */
export function recordStore<Entry extends object, One extends Recorded, Table extends RecordTable>(
  database: Database,
  kept: Kept<Entry, One, Table>,
): Records<Entry, One> {
  const trail = kept.trail ?? kept.noun;
  const read = reader(database, kept);
  const once = <Outcome>(write: Write, verb: string, work: Work<Outcome>) =>
    writeOnce(database, write, `${trail}.${verb}`, work);
  const store: Records<Entry, One> = {
    ...read,
    keep: (orm, entry, write) => keep(orm, kept, entry, write),
    audit: (facts) => announced(kept, facts as Record<string, unknown>),
    revise: (orm, one, changes) => rewrite(orm, kept, one, changes),
    record: async (entry, write) => {
      const told = await once<Told>(write, kept.verb?.(entry) ?? "record", async (orm) => {
        const one = await keep(orm, kept, entry, write);
        if (one.outcome === "on record") return { unwritten: one };
        return { outcome: one, subject: one.id, details: { after: store.audit(entry) } };
      });
      return { outcome: told.outcome, record: await read.at(database.orm, told.id) };
    },
    change: (id, verb, changes, reason, write) =>
      unlessSame<Corrected>(kept, "conflict", () =>
        once<Corrected>(write, verb, async (orm) => {
          const details = await rewrite(orm, kept, await read.locked(orm, id), changes);
          if (!details) return { unwritten: "unchanged" };
          return { outcome: "corrected", subject: id, details: { ...details, reason } };
        }),
      ),
    correct: (id, changes, reason, write) => store.change(id, "correct", changes, reason, write),
    setUndone: (id, undone, reason, write) =>
      unlessSame<boolean>(kept, false, () =>
        once<boolean>(write, undone ? "undo" : "restore", async (orm) => {
          const outcome = await turn(orm, kept, await read.locked(orm, id), undone);
          if (outcome !== "turned") return { unwritten: outcome === "as it was" };
          return { outcome: true, subject: id, details: { undone, reason } };
        }),
      ),
  };
  return store;
}

function reader<Entry extends object, One extends Recorded, Table extends RecordTable>(
  { orm }: Database,
  kept: Kept<Entry, One, Table>,
): Pick<Records<Entry, One>, "select" | "at" | "get" | "page" | "locked"> {
  const { table } = kept;
  const select: Records<Entry, One>["select"] = (from, where, then = {}) =>
    kept.select ? kept.select(from, where, then) : plainly(from, kept, where, then);
  const at = async (from: Orm, id: string) => found(await select(from, eq(table.id, id)), id);
  return {
    select,
    at,
    get: async (id) => (await select(orm, eq(table.id, id)))[0],
    page: (asked) => page(orm, kept, select, asked),
    locked: async (inside, id) => {
      await rowsOf(inside, sql`select 1 from ${table} where ${table.id} = ${id} for update`);
      return at(inside, id);
    },
  };
}

/** Voids a record, or takes the void back. */
async function turn<One extends Recorded>(
  orm: Orm,
  { table, mayReturn }: Pick<Kept<never, One, RecordTable>, "table" | "mayReturn">,
  one: One,
  undone: boolean,
): Promise<"turned" | "as it was" | "in the way"> {
  if (one.undone === undone) return "as it was";
  if (!undone && mayReturn && !(await mayReturn(orm, one))) return "in the way";
  await rowsOf(orm, sql`update ${table} set voided_at = ${undone ? sql`now()` : null} where ${table.id} = ${one.id}`);
  return "turned";
}

function found<One>([one]: readonly (One | undefined)[], id: string): One {
  if (!one) throw new Error(`${id} is not there`);
  return one;
}

async function plainly<Entry extends object, One extends Recorded, Table extends RecordTable>(
  orm: Orm,
  { table, author, one, extra }: Kept<Entry, One, Table>,
  where: SQL | undefined,
  then: Then,
): Promise<One[]> {
  const rows = await readRows(orm, table, author, where, then, extra);
  // Without `one` the rows are read as the kind has them: its own type says so.
  return rows.map((row) => (one ? one(row as Parameters<typeof one>[0]) : (row as unknown as One)));
}

/** The index of what is the same decides, also between two who write at once. */
async function unlessSame<Outcome>(
  { same }: { same: { index: string | readonly string[] } },
  otherwise: Outcome,
  work: () => Promise<Outcome>,
) {
  try {
    return await work();
  } catch (error) {
    if ([same.index].flat().includes(constraintOf(error) ?? "")) return otherwise;
    throw error;
  }
}

type AnyKept<Entry extends object> = Pick<
  Kept<Entry, never, RecordTable>,
  "table" | "columns" | "beside" | "same" | "noun" | "prefix" | "sequence" | "author"
>;

/** The next id of a kind: its prefix, the year of recording and the number of its sequence, "VS-2026-0004". */
const nextId = ({ prefix, sequence }: Pick<AnyKept<never>, "prefix" | "sequence">, { year }: Write): SQL =>
  sql`(select ${prefix}::text || '-' || ${year}::int || '-' || lpad(n, greatest(4, length(n)), '0')
    from (select nextval(${sequence.seqName ?? ""}::regclass)::text as n) as next)`;

async function keep<Entry extends object>(orm: Orm, kept: AnyKept<Entry>, entry: Entry, write: Write): Promise<Told> {
  const { table, author } = kept;
  // What is there takes no number: the index still decides between two who write at once.
  const before = await sameAs(orm, kept, entry);
  if (before !== undefined) return { outcome: "on record", id: before };
  const columns = getTableColumns(table);
  const authorName = Object.keys(columns).find((name) => columns[name] === author) ?? "author";
  const values = { ...columnsOf(kept, entry), id: nextId(kept, write), [authorName]: write.actor };
  const rows = await orm.insert(table).values(values).onConflictDoNothing().returning({ id: table.id });
  const [row] = rows as { id: string }[];
  if (!row) return { outcome: "on record", id: found([await sameAs(orm, kept, entry)], `the same ${kept.noun}`) };
  await kept.beside?.(orm, row.id, entry, false);
  return { outcome: "recorded", id: row.id };
}

async function sameAs<Entry extends object>(
  orm: Orm,
  { table, same }: AnyKept<Entry>,
  entry: Entry,
): Promise<string | undefined> {
  const alike = same.as(entry);
  if (!alike) return undefined;
  const [row] = await rowsOf<{ id: string }>(
    orm,
    sql`select ${table.id} as id from ${table} where ${alike} and ${table.voidedAt} is null`,
  );
  return row?.id;
}

/** What the table has columns for. */
function columnsOf<Entry extends object>({ table, columns }: Pick<AnyKept<Entry>, "table" | "columns">, entry: Entry) {
  const all = { ...entry, ...columns?.(entry) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in getTableColumns(table)));
}

/** Writes the facts that are given, where one of the audited differs; undefined when none does. */
async function rewrite<Entry extends object, One extends Recorded, Table extends RecordTable>(
  orm: Orm,
  kept: Kept<Entry, One, Table>,
  one: One,
  changes: Partial<Entry>,
) {
  // Without `entryOf` a record holds the facts of its entry under the same names.
  const before = kept.entryOf?.(one) ?? (one as unknown as Entry);
  const given = pick(changes, [...kept.audited, ...(kept.unaudited ?? [])]);
  const compared = pick(given, kept.audited);
  const details = differences(pick(before, Object.keys(compared)), compared);
  if (!details) return undefined;
  const after = { ...before, ...given };
  const own = Object.keys(kept.columns?.(after) ?? {});
  const values = pick(columnsOf(kept, after), [...Object.keys(given), ...own]);
  await orm.update(kept.table).set(withNulls(values)).where(eq(kept.table.id, one.id));
  await kept.beside?.(orm, one.id, after, true);
  return { before: audited(kept, details.before), after: audited(kept, details.after) };
}

const pick = (values: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));

/** The declared facts of a correction; of those that may name somebody, only that they changed. */
function audited({ audited: names, hidden = [] }: KindName, facts: Record<string, unknown>): Record<string, unknown> {
  const kept = names.filter((name) => facts[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, hidden.includes(name) ? "changed" : facts[name]]));
}

/** Those of a new record that are nobody's own words. */
const announced = ({ audited: names, hidden = [], ownWords = [] }: KindName, facts: Record<string, unknown>) =>
  pick(
    facts,
    names.filter((name) => facts[name] !== undefined && !hidden.includes(name) && !ownWords.includes(name)),
  );
