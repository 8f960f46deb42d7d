import { and, between, eq, isNull, or, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { Answers } from "../../src/domain/analysis/analysis-template.ts";
import {
  STATEMENTS,
  type Statement,
  type StatementEntry,
  type StatementStore,
  type StatementTotals,
} from "../../src/domain/statement/statements.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { type Records, recordStore } from "../records.ts";
import { listOf } from "../rows.ts";
import { statementNumber, statements as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

type Statements = Records<StatementEntry, Statement>;
const DUE = sql`coalesce(${table.dueOn}, ${table.addedOn})`;

export function statementStore(database: Database): StatementStore {
  const records: Statements = recordStore<StatementEntry, Statement, typeof table>(database, {
    ...STATEMENTS,
    table,
    sequence: statementNumber,
    author: table.preparer,
    by: {
      day: DUE,
      department: table.department,
      rank: sql`(${table.submittedOn} is not null)::int`,
      ascending: true,
      within: (start, end) =>
        or(isNull(table.submittedOn), between(table.submittedOn, start, end), between(DUE, start, end)),
    },
    same: {
      index: "statements_same",
      as: ({ department, file }) => and(eq(table.department, department), eq(table.file, file)),
    },
    verb: () => "add",
    extra: { helperName: sql`(select h.name from people h where h.id = ${table.helper})` },
    // Its columns are those of the table; drizzle has blanks where the type has absent.
    one: (row) => ({ ...row, preparerName: row.authorName }) as unknown as Statement,
  });
  return {
    ...records,
    save: (id, answers, base, write) => save(database, records, id, answers, base, write),
    update: (id, action, facts, reason, write) => records.change(id, action, facts, reason, write),
    totals: (start, end, today) => totals(database.orm, start, end, today),
  };
}

type Saved = "saved" | "unchanged" | "overtaken";

/** Only the answers given are touched; a blank one is taken out. */
function save(
  database: Database,
  records: Statements,
  id: string,
  given: Answers,
  base: number | undefined,
  write: Write,
): Promise<Saved> {
  return writeOnce<Saved>(database, write, "statement.write", async (orm) => {
    const { answers, version } = await records.locked(orm, id);
    const changed = Object.entries(given).filter(([name, value]) => (answers[name] ?? "") !== value);
    if (changed.length === 0) return { unwritten: "unchanged" };
    if (base !== undefined && base !== version) return { unwritten: "overtaken" };
    const all = Object.entries({ ...answers, ...given }).filter(([, value]) => value !== "");
    await orm
      .update(table)
      .set({ answers: Object.fromEntries(all), version: version + 1 })
      .where(eq(table.id, id));
    const before = Object.fromEntries(changed.map(([name]) => [name, answers[name] ?? null]));
    return { outcome: "saved", subject: id, details: { before, after: Object.fromEntries(changed) } };
  });
}

const NEWEST = 5;

async function totals(orm: Orm, start: IsoDate, end: IsoDate, today: IsoDate): Promise<StatementTotals[]> {
  const required = sql`s.trigger <> 'voluntary'`;
  const late = sql`(${required} and s.due_on is not null and coalesce(s.submitted_on, ${today}::date) > s.due_on)`;
  const rows = await rowsOf<Omit<StatementTotals, "evidence"> & { evidence: string[] | string }>(
    orm,
    sql`select s.department, s.trigger, count(*) filter (where ${required})::int as required,
        count(s.submitted_on)::int as submitted, count(s.attached_on)::int as attached, count(*) filter (where ${late})::int as late,
        to_json((array_agg(s.id order by ${late} desc, coalesce(s.due_on, s.added_on) desc, s.id desc))[1:${NEWEST}::int]) as evidence
      from statements s where s.voided_at is null and coalesce(s.due_on, s.added_on) between ${start} and ${end}
      group by s.department, s.trigger order by s.department, s.trigger`,
  );
  return rows.map((row) => ({ ...row, evidence: listOf(row.evidence) }));
}
