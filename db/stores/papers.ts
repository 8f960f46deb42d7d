import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { tells } from "../../src/core/request/write.ts";
import {
  type KeptFile,
  PAPER_STEPS,
  PAPERS,
  type PaperEntry,
  type PaperRecord,
  type PaperStep,
  type PaperStepEntry,
  type PaperStepStore,
  type PaperStore,
} from "../../src/domain/paper/records.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { recordStore, type Told } from "../records.ts";
import { known, parsed } from "../rows.ts";
import { paperFiles, paperNumber, paperStepNumber, paperSteps as stepTable, papers as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";

const JSON_FORMAT = "json";

/** Steps that were not undone, in the order in which they were taken. */
const STEPS = sql`(select coalesce(json_agg(json_build_object('id', s.id, 'decision', s.decision, 'party', s.party,
    'on', s.decided_on, 'file', s.file, 'comment', s.comment, 'name', s.name, 'reference', s.reference,
    'author', s.author, 'authorName', p.name) order by s.recorded_at, s.id), '[]'::json)
  from paper_steps s join people p on p.id = s.author where s.paper = ${table.id} and s.voided_at is null)`;

const later = (which: SQL, order: SQL) => sql`(select l.id from papers l where l.kind = ${table.kind}
    and l.period = ${table.period} and l.version > ${table.version} and l.voided_at is null and ${which}
  order by l.version ${order} limit 1)`;

const APPROVED = sql`jsonb_array_length(l.chain) <=
  (select count(*) from paper_steps s where s.paper = l.id and s.decision = 'approved' and s.voided_at is null)`;

export function paperStore(database: Database): PaperStore {
  const { orm } = database;
  const { record: _record, ...records } = recordStore<PaperEntry, PaperRecord, typeof table>(database, {
    ...PAPERS,
    table,
    sequence: paperNumber,
    author: table.author,
    by: { day: table.sentOn },
    same: {
      index: "papers_same",
      as: ({ kind, period, version }) =>
        and(eq(table.kind, kind), eq(table.period, period), eq(table.version, version)),
    },
    extra: { steps: STEPS, newer: later(sql`true`, sql`desc`), newerApproved: later(APPROVED, sql`asc`) },
    one: ({ steps, ...row }) =>
      ({ ...row, steps: parsed(steps as PaperRecord["steps"]).map(known) }) as unknown as PaperRecord,
    // A later version said what is so since.
    mayReturn: async (_orm, { newer }) => newer === undefined,
  });
  return {
    ...records,
    send: async (entry, files, tell, write) => {
      const told = await writeOnce<Told>(database, write, "paper.send", async (inside) => {
        const one = await records.keep(inside, entry, write);
        if (one.outcome === "on record") return { unwritten: one };
        await keepFiles(inside, one.id, files);
        if (tells(write)) await enqueue(inside, tell(one.id));
        return { outcome: one, subject: one.id, details: { after: records.audit(entry) } };
      });
      return { outcome: told.outcome, record: await records.at(orm, told.id) };
    },
    versions: (kind, period) =>
      records.select(orm, and(eq(table.kind, kind), eq(table.period, period)), { order: [sql`${table.version} desc`] }),
    json: async (id) => {
      const kept = await fileOf(orm, id, JSON_FORMAT);
      if (!kept) throw new Error(`${id} has no content`);
      return Buffer.from(kept.bytes).toString("utf8");
    },
    file: (id, format) => fileOf(orm, id, format),
    hashes: (id) =>
      rowsOf(
        orm,
        sql`select format, sha256 from paper_files where paper = ${id} and format not in ('json', 'jsonl') order by 1`,
      ),
  };
}

/** The same bytes again, where an approval was undone and given again. */
async function keepFiles(orm: Orm, paper: string, files: readonly KeptFile[]): Promise<void> {
  if (files.length === 0) return;
  await orm
    .insert(paperFiles)
    .values(files.map((file) => ({ ...file, paper })))
    .onConflictDoNothing();
}

async function fileOf(orm: Orm, paper: string, format: string): Promise<KeptFile | undefined> {
  const [row] = await orm
    .select()
    .from(paperFiles)
    .where(and(eq(paperFiles.paper, paper), eq(paperFiles.format, format)));
  return row;
}

export function paperStepStore(database: Database): PaperStepStore {
  const { record: _record, ...records } = recordStore<PaperStepEntry, PaperStep, typeof stepTable>(database, {
    ...PAPER_STEPS,
    table: stepTable,
    sequence: paperStepNumber,
    author: stepTable.author,
    by: { day: stepTable.on, of: stepTable.paper },
    same: {
      index: ["paper_steps_same", "paper_steps_file"],
      as: ({ paper, party, decision, file }) =>
        or(
          sql`${stepTable.paper} = ${paper} and ${stepTable.party} = ${party}
            and (${stepTable.decision} = 'received') = ${decision === "received"}`,
          file === undefined ? undefined : eq(stepTable.file, file),
        ),
    },
  });
  return {
    ...records,
    take: async (entry, files, tell, write) => {
      const told = await writeOnce<Told>(database, write, `approval.${entry.decision}`, async (orm) => {
        const one = await records.keep(orm, entry, write);
        if (one.outcome === "on record") return { unwritten: one };
        await keepFiles(orm, entry.paper, files);
        if (tells(write)) await enqueue(orm, tell(one.id));
        return { outcome: one, subject: one.id, details: { after: records.audit(entry) } };
      });
      return { outcome: told.outcome, record: await records.at(database.orm, told.id) };
    },
  };
}
