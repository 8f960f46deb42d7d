import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import { decimalOf } from "../../src/core/records/hundredths.ts";
import type { Write } from "../../src/core/request/write.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import type {
  Change,
  ChangeEntry,
  ChangeFacts,
  ChangeFilter,
  ChangeStore,
  ChangeTotals,
  ResourceSum,
} from "../../src/domain/change/changes.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { changes } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { differences, known, listOf, nextId, setUndone } from "./plain.ts";

const CHANGES = { table: "changes", noun: "change", same: "changes_same", mayReturn };

export function changeStore(database: Database): ChangeStore {
  const { orm } = database;
  return {
    record: (entry, write) => record(database, entry, write),
    correct: (id, facts, reason, write) => correct(database, id, facts, reason, write),
    setUndone: (id, undone, reason, write) => setUndone(database, CHANGES, id, undone, reason, write),
    get: async (id) => (await select(orm, sql`c.id = ${id}`))[0],
    list: (filter) => list(orm, filter),
    totals: (start, end) => totals(orm, start, end),
    resources: (start, end) => resources(orm, start, end),
  };
}

type Row = {
  [Name in keyof Change]: undefined extends Change[Name] ? Exclude<Change[Name], undefined> | null : Change[Name];
};

/** Numeric times a hundred is a whole number, which a float holds exactly. */
const hundredths = (column: string): SQL => sql`(${sql.identifier(column)} * 100)::float8`;

async function select(orm: Orm, where: SQL, then: SQL = sql``): Promise<Change[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select c.id, c.kind, c.source, c.department, c.description, c.decided_by as "decidedBy", c.adopted_on::text as "adoptedOn",
        c.evidence, ${hundredths("amount")} as amount, ${hundredths("fte")} as fte, c.account, c.fund, c.budget_year as "budgetYear",
        ${hundredths("before")} as before, ${hundredths("after")} as after, c.author::float8 as author, p.name as "authorName",
        c.voided_at is not null as undone
      from changes c join people p on p.id = c.author where ${where} ${then}`,
  );
  return rows.map((row) => known(row) as Change);
}

const list = (orm: Orm, { department, source, start, end, limit }: ChangeFilter): Promise<Change[]> =>
  select(
    orm,
    sql`c.voided_at is null and c.adopted_on between ${start} and ${end}
      and (${department ?? null}::text is null or c.department = ${department ?? null})
      and (${source ?? null}::text is null or c.source = ${source ?? null})`,
    sql`order by c.adopted_on desc, c.id desc limit ${limit}`,
  );

/** Of one source no two records say the same; that nothing changes is said once. */
function sameKey(kind: string, { description, amount, fte, account, fund, budgetYear }: ChangeFacts): string {
  if (kind === "none") return "";
  const said = titleKey(description ?? "");
  return kind === "policy" ? said : [amount, fte, account, fund, budgetYear, said].map((part) => part ?? "").join("|");
}

const decimal = (value: number | undefined): string | null => (value === undefined ? null : decimalOf(value));

const columnsOf = (kind: string, facts: ChangeFacts) => ({
  ...nulls(facts),
  adoptedOn: facts.adoptedOn,
  amount: decimal(facts.amount),
  fte: decimal(facts.fte),
  before: decimal(facts.before),
  after: decimal(facts.after),
  sameKey: sameKey(kind, facts),
});

const nulls = ({ description, decidedBy, evidence, account, fund, budgetYear }: ChangeFacts) => ({
  description: description ?? null,
  decidedBy: decidedBy ?? null,
  evidence: evidence ?? null,
  account: account ?? null,
  fund: fund ?? null,
  budgetYear: budgetYear ?? null,
});

/** Whoever else writes about the same source waits: no two at once say that something changes, and that nothing does. */
const lockSource = (orm: Orm, source: string) =>
  rowsOf(orm, sql`select pg_advisory_xact_lock(hashtextextended(${source}, 0))`);

/** The record that says the opposite. */
async function opposite(orm: Orm, { kind, source }: Pick<ChangeEntry, "kind" | "source">): Promise<Change | undefined> {
  const other = kind === "none" ? sql`c.kind <> 'none'` : sql`c.kind = 'none'`;
  const [change] = await select(orm, sql`c.source = ${source} and c.voided_at is null and ${other} limit 1`);
  return change;
}

/** Put back, it must not say the opposite of what was recorded since. */
async function mayReturn(orm: Orm, id: string): Promise<boolean> {
  const change = await changeAt(orm, id);
  await lockSource(orm, change.source);
  return (await opposite(orm, change)) === undefined;
}

interface Told {
  outcome: "recorded" | "on record" | "contradicts";
  id: string;
}

async function record(database: Database, entry: ChangeEntry, write: Write) {
  const told = await writeOnce<Told>(database, write, `change.${entry.kind}`, async (orm) => {
    await lockSource(orm, entry.source);
    const other = await opposite(orm, entry);
    if (other) return { unwritten: { outcome: "contradicts", id: other.id } };
    const { kind, source, department } = entry;
    const [row] = await orm
      .insert(changes)
      .values({
        id: nextId("CH", "change_number", write),
        kind,
        source,
        department,
        ...columnsOf(kind, entry),
        author: write.actor,
      })
      .onConflictDoNothing()
      .returning({ id: changes.id });
    if (!row) return { unwritten: { outcome: "on record", id: await sameAs(orm, entry) } };
    const { adoptedOn, amount, fte, budgetYear } = entry;
    const after = { kind, source, department, adoptedOn, cents: amount, fteHundredths: fte, budgetYear };
    return { outcome: { outcome: "recorded", id: row.id }, subject: row.id, details: { after } };
  });
  return { outcome: told.outcome, change: await changeAt(database.orm, told.id) };
}

async function sameAs(orm: Orm, entry: ChangeEntry): Promise<string> {
  const { kind, source } = entry;
  const key = sameKey(kind, entry);
  const [row] = await select(
    orm,
    sql`c.source = ${source} and c.kind = ${kind} and c.same_key = ${key} and c.voided_at is null`,
  );
  if (!row) throw new Error("a change was neither found nor made");
  return row.id;
}

async function changeAt(orm: Orm, id: string): Promise<Change> {
  const [change] = await select(orm, sql`c.id = ${id}`);
  if (!change) throw new Error(`${id} is not there`);
  return change;
}

type Corrected = "corrected" | "unchanged" | "conflict";

async function correct(
  database: Database,
  id: string,
  facts: ChangeFacts,
  reason: string | undefined,
  write: Write,
): Promise<Corrected> {
  try {
    return await writeOnce<Corrected>(database, write, "change.correct", async (orm) => {
      await rowsOf(orm, sql`select 1 from changes where id = ${id} for update`);
      const { kind, ...before } = await changeAt(orm, id);
      const names = Object.keys(facts) as (keyof ChangeFacts)[];
      const said = Object.fromEntries(names.map((name) => [name, before[name]])) as unknown as ChangeFacts;
      const details = differences<ChangeFacts>(said, facts);
      if (!details) return { unwritten: "unchanged" };
      await orm.update(changes).set(columnsOf(kind, facts)).where(eq(changes.id, id));
      return { outcome: "corrected", subject: id, details: { ...details, reason } };
    });
  } catch (error) {
    if (constraintOf(error) === CHANGES.same) return "conflict";
    throw error;
  }
}

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
