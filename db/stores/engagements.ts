import { type SQL, sql } from "drizzle-orm";
import { titleKey } from "../../src/core/analysis-steps.ts";
import type { IsoDate } from "../../src/core/city.ts";
import type {
  Engagement,
  EngagementEntry,
  EngagementFilter,
  EngagementStore,
  EngagementTotals,
} from "../../src/core/engagements.ts";
import type { PersonName } from "../../src/core/person.ts";
import type { Write } from "../../src/core/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { engagementLeaders, engagements } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { nextId, setUndone } from "./plain.ts";

const ENGAGEMENTS = { table: "engagements", noun: "engagement", same: "engagements_same" };

export function engagementStore(database: Database): EngagementStore {
  const { orm } = database;
  return {
    record: (entry, write) => record(database, entry, write),
    get: async (id) => (await select(orm, sql`e.id = ${id}`))[0],
    list: (filter) => list(orm, filter),
    totals: (kind, start, end) => totals(orm, kind, start, end),
    setUndone: (id, undone, reason, write) => setUndone(database, ENGAGEMENTS, id, undone, reason, write),
  };
}

type Nullable = "partner" | "employees" | "contractors" | "residents" | "note";
type Row = Omit<Engagement, Nullable | "ledBy" | "languages"> & { [Name in Nullable]: Engagement[Name] | null } & {
  ledBy: PersonName[] | string;
  languages: string[] | string;
};

async function select(orm: Orm, where: SQL, then: SQL = sql``): Promise<Engagement[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select e.id, e.kind, e.held_on::text as "heldOn", e.department, e.title, e.partner, to_json(e.languages) as languages,
        e.employees, e.contractors, e.residents, e.note, e.author::float8 as author, author.name as "authorName", e.voided_at is not null as undone,
        coalesce((select json_agg(json_build_object('id', p.id, 'email', p.email, 'name', p.name, 'department', e.department, 'audience', p.audience, 'handles', '[]'::json) order by p.name)
          from engagement_leaders l join people p on p.id = l.person where l.record = e.id), '[]'::json) as "ledBy"
      from engagements e join people author on author.id = e.author where ${where} ${then}`,
  );
  return rows.map((row) => ({
    ...row,
    ledBy: parsed(row.ledBy),
    languages: parsed(row.languages),
    partner: row.partner ?? undefined,
    employees: row.employees ?? undefined,
    contractors: row.contractors ?? undefined,
    residents: row.residents ?? undefined,
    note: row.note ?? undefined,
  }));
}

/** One driver parses JSON, the other does not. */
const parsed = <Value>(json: Value[] | string): Value[] =>
  typeof json === "string" ? (JSON.parse(json) as Value[]) : json;

const list = (orm: Orm, { department, author, start, end, limit }: EngagementFilter): Promise<Engagement[]> =>
  select(
    orm,
    sql`e.voided_at is null and e.held_on between ${start} and ${end}
      and (${department ?? null}::text is null or e.department = ${department ?? null})
      and (${author ?? null}::bigint is null or e.author = ${author ?? null})`,
    sql`order by e.held_on desc, e.id desc limit ${limit}`,
  );

interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

/** The index of what is the same decides whether it is on record already. */
async function record(database: Database, entry: EngagementEntry, write: Write) {
  const told = await writeOnce<Told>(database, write, "engagement.log", async (orm) => {
    const id = await insert(orm, entry, write);
    if (id === undefined) return { unwritten: { outcome: "on record", id: await sameAs(orm, entry) } };
    const { kind, heldOn, department, ledBy, employees, contractors, residents } = entry;
    return {
      outcome: { outcome: "recorded", id },
      subject: id,
      details: { after: { kind, heldOn, department, ledBy, employees, contractors, residents } },
    };
  });
  const [engagement] = await select(database.orm, sql`e.id = ${told.id}`);
  if (!engagement) throw new Error(`${told.id} is not there`);
  return { outcome: told.outcome, engagement };
}

/** Undefined when the same is on record. */
async function insert(orm: Orm, { ledBy, ...entry }: EngagementEntry, write: Write): Promise<string | undefined> {
  const [row] = await orm
    .insert(engagements)
    .values({
      ...entry,
      languages: [...entry.languages],
      id: nextId("EN", "engagement_number", write),
      titleKey: titleKey(entry.title),
      author: write.actor,
    })
    .onConflictDoNothing()
    .returning({ id: engagements.id });
  if (row && ledBy.length > 0)
    await orm.insert(engagementLeaders).values(ledBy.map((person) => ({ record: row.id, person })));
  return row?.id;
}

async function sameAs(orm: Orm, { department, heldOn, kind, title }: EngagementEntry): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    orm,
    sql`select id from engagements where department = ${department} and held_on = ${heldOn} and kind = ${kind}
      and title_key = ${titleKey(title)} and voided_at is null`,
  );
  if (!row) throw new Error("an engagement was neither found nor made");
  return row.id;
}

/** Reads the period's part of an index, so that its cost does not grow with history. */
function totals(orm: Orm, kind: string, start: IsoDate, end: IsoDate): Promise<EngagementTotals[]> {
  return rowsOf<EngagementTotals>(
    orm,
    sql`select e.department, count(distinct e.id)::int as engagements, count(distinct l.person)::int as leaders
      from engagements e left join engagement_leaders l on l.record = e.id
      where e.kind = ${kind} and e.held_on between ${start} and ${end} and e.voided_at is null
      group by e.department`,
  );
}
