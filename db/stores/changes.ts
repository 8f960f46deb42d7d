import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import { decimalOf, readHundredths } from "../../src/core/records/hundredths.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import {
  CHANGES,
  type Change,
  type ChangeEntry,
  type ChangeStore,
  type ChangeTotals,
  type ResourceSum,
} from "../../src/domain/change/changes.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { type Records, recordStore } from "../records.ts";
import { known, listOf } from "../rows.ts";
import { changeNumber, changes as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

type Changes = Records<ChangeEntry, Change>;

export function changeStore(database: Database): ChangeStore {
  const { orm } = database;
  const records: Changes = recordStore<ChangeEntry, Change, typeof table>(database, {
    ...CHANGES,
    table,
    sequence: changeNumber,
    author: table.author,
    by: { day: table.adoptedOn, department: table.department, of: table.source },
    same: {
      index: "changes_same",
      as: (entry) => and(eq(table.source, entry.source), eq(table.kind, entry.kind), eq(table.sameKey, sameKey(entry))),
    },
    columns: (entry) => ({ ...written(entry), sameKey: sameKey(entry) }),
    one: ({ sameKey: _key, amount, fte, before, after, kind, ...row }) => ({
      ...row,
      kind: kind as Change["kind"],
      amount: hundredths(amount),
      fte: hundredths(fte),
      before: hundredths(before),
      after: hundredths(after),
    }),
    mayReturn: async (inside, change) => {
      await lockSource(inside, change.source);
      return (await opposite(records, inside, change)) === undefined;
    },
  });
  return {
    ...records,
    record: (entry, write) => record(database, records, entry, write),
    totals: (start, end) => totals(orm, start, end),
    resources: (start, end) => resources(orm, start, end),
  };
}

/** Dollars and positions are stored with two decimals, and read as whole cents and hundredths. */
const written = ({ amount, fte, before, after }: ChangeEntry) =>
  Object.fromEntries(
    Object.entries({ amount, fte, before, after }).map(([name, value]) => [
      name,
      value === undefined ? undefined : decimalOf(value),
    ]),
  );

const hundredths = (value: string | undefined) => (value === undefined ? undefined : readHundredths(value));

/** Of one source no two records say the same; that nothing changes is said once. */
function sameKey({ kind, description, amount, fte, account, fund, budgetYear }: ChangeEntry): string {
  if (kind === "none") return "";
  const said = titleKey(description ?? "");
  return kind === "policy" ? said : [amount, fte, account, fund, budgetYear, said].map((part) => part ?? "").join("|");
}

/** Whoever else writes about the same source waits: no two at once say that something changes, and that nothing does. */
const lockSource = (orm: Orm, source: string) =>
  rowsOf(orm, sql`select pg_advisory_xact_lock(hashtextextended(${source}, 0))`);

/** The record that says the opposite. */
async function opposite(
  records: Changes,
  orm: Orm,
  { kind, source }: Pick<ChangeEntry, "kind" | "source">,
): Promise<Change | undefined> {
  const other: SQL = kind === "none" ? ne(table.kind, "none") : eq(table.kind, "none");
  const [change] = await records.select(orm, and(eq(table.source, source), isNull(table.voidedAt), other), {
    limit: 1,
  });
  return change;
}

interface Told {
  outcome: "recorded" | "on record" | "contradicts";
  id: string;
}

const record = async (
  database: Database,
  records: Changes,
  entry: ChangeEntry,
  write: Parameters<ChangeStore["record"]>[1],
) => {
  const told = await writeOnce<Told>(database, write, `change.${entry.kind}`, async (orm) => {
    await lockSource(orm, entry.source);
    const other = await opposite(records, orm, entry);
    if (other) return { unwritten: { outcome: "contradicts", id: other.id } };
    const one = await records.keep(orm, entry, write);
    if (one.outcome === "on record") return { unwritten: one };
    return { outcome: one, subject: one.id, details: { after: records.audit(entry) } };
  });
  return { outcome: told.outcome, record: await records.at(database.orm, told.id) };
};

const NEWEST = 5;

type Totals = Omit<ChangeTotals, "cents" | "fte" | "evidence"> & {
  cents: number | null;
  fte: number | null;
  evidence: string[] | string;
};

async function totals(orm: Orm, start: IsoDate, end: IsoDate): Promise<ChangeTotals[]> {
  const rows = await rowsOf<Totals>(
    orm,
    sql`select department, count(*) filter (where kind = 'policy')::int as policy, count(*) filter (where kind = 'none')::int as none,
        count(*) filter (where kind = 'resource')::int as resource, (sum(amount) * 100)::float8 as cents, (sum(fte) * 100)::float8 as fte,
        to_json((array_agg(id order by adopted_on desc, id desc))[1:${NEWEST}::int]) as evidence
      from changes where voided_at is null and adopted_on between ${start} and ${end} group by department`,
  );
  return rows.map((row) => ({ ...known(row), evidence: listOf(row.evidence) }));
}

async function resources(orm: Orm, start: IsoDate, end: IsoDate): Promise<ResourceSum[]> {
  const rows = await rowsOf<Omit<ResourceSum, "cents" | "fte"> & { cents: number | null; fte: number | null }>(
    orm,
    sql`select department, budget_year as "budgetYear", count(*)::int as changes, (sum(amount) * 100)::float8 as cents,
        (sum(fte) * 100)::float8 as fte
      from changes where voided_at is null and kind = 'resource' and adopted_on between ${start} and ${end}
      group by department, budget_year order by department, budget_year`,
  );
  return rows.map(known);
}
