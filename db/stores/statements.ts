import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { Answers } from "../../src/domain/analysis/analysis-template.ts";
import type {
  Statement,
  StatementEntry,
  StatementFacts,
  StatementFilter,
  StatementStore,
  StatementTotals,
} from "../../src/domain/statement/statements.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { statements } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { differences, known, listOf, nextId, setUndone } from "./plain.ts";

const STATEMENTS = { table: "statements", noun: "statement", same: "statements_same" };

export function statementStore(database: Database): StatementStore {
  const { orm } = database;
  return {
    add: (entry, write) => add(database, entry, write),
    save: (id, answers, base, write) => save(database, id, answers, base, write),
    update: (id, action, facts, reason, write) => update(database, id, action, facts, reason, write),
    setUndone: (id, undone, reason, write) => setUndone(database, STATEMENTS, id, undone, reason, write),
    get: async (id) => (await select(orm, sql`s.id = ${id}`))[0],
    list: (filter) => list(orm, filter),
    totals: (start, end, today) => totals(orm, start, end, today),
  };
}

async function select(orm: Orm, where: SQL, then: SQL = sql``): Promise<Statement[]> {
  const rows = await rowsOf<{ row: Statement | string }>(
    orm,
    sql`select json_build_object('id', s.id, 'file', s.file, 'title', s.title, 'trigger', s.trigger, 'department', s.department,
        'requestedBy', s.requested_by, 'requestedOn', s.requested_on, 'committee', s.committee, 'hearingOn', s.hearing_on,
        'dueOn', s.due_on, 'submittedOn', s.submitted_on, 'attachedOn', s.attached_on, 'outcome', s.outcome, 'amended', s.amended,
        'change', s.change, 'helper', s.helper, 'helperName', h.name, 'answers', s.answers, 'version', s.version, 'addedOn', s.added_on,
        'preparer', s.preparer, 'preparerName', p.name, 'undone', s.voided_at is not null) as row
      from statements s join people p on p.id = s.preparer left join people h on h.id = s.helper where ${where} ${then}`,
  );
  return rows.map(({ row }) => known(typeof row === "string" ? (JSON.parse(row) as Statement) : row) as Statement);
}

const DUE = sql`coalesce(s.due_on, s.added_on)`;

const list = (orm: Orm, { department, start, end, limit }: StatementFilter): Promise<Statement[]> =>
  select(
    orm,
    sql`s.voided_at is null and (${department ?? null}::text is null or s.department = ${department ?? null})
      and (s.submitted_on is null or s.submitted_on between ${start} and ${end} or ${DUE} between ${start} and ${end})`,
    sql`order by (s.submitted_on is null) desc, ${DUE}, s.id limit ${limit}`,
  );

async function there(orm: Orm, id: string): Promise<Statement> {
  const [statement] = await select(orm, sql`s.id = ${id}`);
  if (!statement) throw new Error(`${id} is not there`);
  return statement;
}

async function locked(orm: Orm, id: string): Promise<Statement> {
  await rowsOf(orm, sql`select 1 from statements where id = ${id} for update`);
  return there(orm, id);
}

/** Every fact as a column takes it: what is not known is null, also where something was known before. */
const columnsOf = (facts: StatementFacts) => ({
  file: facts.file,
  title: facts.title,
  trigger: facts.trigger,
  requestedBy: facts.requestedBy ?? null,
  requestedOn: facts.requestedOn ?? null,
  committee: facts.committee ?? null,
  hearingOn: facts.hearingOn ?? null,
  dueOn: facts.dueOn ?? null,
  ...councilOf(facts),
});

const councilOf = ({ submittedOn, attachedOn, outcome, amended, change }: StatementFacts) => ({
  submittedOn: submittedOn ?? null,
  attachedOn: attachedOn ?? null,
  outcome: outcome ?? null,
  amended: amended ?? null,
  change: change ?? null,
});

interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

async function add(database: Database, entry: StatementEntry, write: Write) {
  const told = await writeOnce<Told>(database, write, "statement.add", async (orm) => {
    const { department, helper, addedOn, file, trigger, hearingOn, dueOn } = entry;
    const [row] = await orm
      .insert(statements)
      .values({
        id: nextId("IS", "statement_number", write),
        ...columnsOf(entry),
        department,
        helper: helper ?? null,
        addedOn,
        preparer: write.actor,
      })
      .onConflictDoNothing()
      .returning({ id: statements.id });
    if (row) {
      const details = { after: { department, file, trigger, hearingOn, dueOn, helper } };
      return { outcome: { outcome: "recorded", id: row.id }, subject: row.id, details };
    }
    const [same] = await select(orm, sql`s.department = ${department} and s.file = ${file} and s.voided_at is null`);
    if (!same) throw new Error("a statement was neither found nor made");
    return { unwritten: { outcome: "on record", id: same.id } };
  });
  return { outcome: told.outcome, statement: await there(database.orm, told.id) };
}

type Saved = "saved" | "unchanged" | "overtaken";

/** Only the answers given are touched; a blank one is taken out. */
function save(database: Database, id: string, given: Answers, base: number | undefined, write: Write): Promise<Saved> {
  return writeOnce<Saved>(database, write, "statement.write", async (orm) => {
    const { answers, version } = await locked(orm, id);
    const changed = Object.entries(given).filter(([name, value]) => (answers[name] ?? "") !== value);
    if (changed.length === 0) return { unwritten: "unchanged" };
    if (base !== undefined && base !== version) return { unwritten: "overtaken" };
    const all = Object.entries({ ...answers, ...given }).filter(([, value]) => value !== "");
    await orm
      .update(statements)
      .set({ answers: Object.fromEntries(all), version: version + 1 })
      .where(eq(statements.id, id));
    const before = Object.fromEntries(changed.map(([name]) => [name, answers[name] ?? null]));
    return { outcome: "saved", subject: id, details: { before, after: Object.fromEntries(changed) } };
  });
}

type Updated = "corrected" | "unchanged" | "conflict";

async function update(
  database: Database,
  id: string,
  action: string,
  facts: StatementFacts,
  reason: string | undefined,
  write: Write,
): Promise<Updated> {
  try {
    return await writeOnce<Updated>(database, write, `statement.${action}`, async (orm) => {
      const details = differences(columnsOf(await locked(orm, id)), columnsOf(facts));
      if (!details) return { unwritten: "unchanged" };
      await orm.update(statements).set(columnsOf(facts)).where(eq(statements.id, id));
      return { outcome: "corrected", subject: id, details: { ...details, reason } };
    });
  } catch (error) {
    if (constraintOf(error) === STATEMENTS.same) return "conflict";
    throw error;
  }
}

const NEWEST = 5;

async function totals(orm: Orm, start: IsoDate, end: IsoDate, today: IsoDate): Promise<StatementTotals[]> {
  const required = sql`s.trigger <> 'voluntary'`;
  const late = sql`(${required} and s.due_on is not null and coalesce(s.submitted_on, ${today}::date) > s.due_on)`;
  const rows = await rowsOf<Omit<StatementTotals, "evidence"> & { evidence: string[] | string }>(
    orm,
    sql`select s.department, s.trigger, count(*) filter (where ${required})::int as required,
        count(s.submitted_on)::int as submitted, count(s.attached_on)::int as attached, count(*) filter (where ${late})::int as late,
        to_json((array_agg(s.id order by ${late} desc, ${DUE} desc, s.id desc))[1:${NEWEST}::int]) as evidence
      from statements s where s.voided_at is null and ${DUE} between ${start} and ${end}
      group by s.department, s.trigger order by s.department, s.trigger`,
  );
  return rows.map((row) => ({ ...row, evidence: listOf(row.evidence) }));
}
