import { eq, type SQL, sql } from "drizzle-orm";
import type { Write } from "../../src/core/request/write.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import type { Board, BoardEntry, BoardStore } from "../../src/domain/roster/posts.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { boards } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { differences, known, nextId, setUndone } from "./plain.ts";

const BOARDS = { table: "boards", noun: "board", same: "boards_same" };

export function boardStore(database: Database): BoardStore {
  const { orm } = database;
  return {
    seat: (entry, write) => seat(database, entry, write),
    correct: (id, entry, reason, write) => correct(database, id, entry, reason, write),
    current: (on) =>
      select(
        orm,
        sql`b.voided_at is null and b.as_of = (select max(n.as_of) from boards n
        where n.key = b.key and n.voided_at is null and n.as_of <= ${on})`,
      ),
    get: async (id) => (await select(orm, sql`b.id = ${id}`))[0],
    setUndone: (id, undone, reason, write) => setUndone(database, BOARDS, id, undone, reason, write),
  };
}

type Row = Omit<Board, "vacancies" | "applicants" | "termEnds"> & {
  vacancies: number | null;
  applicants: number | null;
  termEnds: string[] | string;
};

async function select(orm: Orm, where: SQL): Promise<Board[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select b.id, b.name, b.as_of::text as "asOf", b.seats, b.vacancies, b.applicants, to_json(b.term_ends) as "termEnds",
        b.voided_at is not null as undone from boards b where ${where} order by b.name, b.id`,
  );
  return rows.map((row) => {
    const { termEnds } = row;
    return { ...known(row), termEnds: typeof termEnds === "string" ? (JSON.parse(termEnds) as string[]) : termEnds };
  });
}

const columns = (entry: BoardEntry) => ({ ...entry, key: titleKey(entry.name), termEnds: [...entry.termEnds] });

async function existing(orm: Orm, id: string): Promise<Board> {
  const [board] = await select(orm, sql`b.id = ${id}`);
  if (!board) throw new Error(`${id} is not there`);
  return board;
}

interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

async function seat(database: Database, entry: BoardEntry, write: Write) {
  const told = await writeOnce<Told>(database, write, "board.seat", async (orm) => {
    const [row] = await orm
      .insert(boards)
      .values({ ...columns(entry), id: nextId("RO", "roster_number", write), author: write.actor })
      .onConflictDoNothing()
      .returning({ id: boards.id });
    if (row) return { outcome: { outcome: "recorded", id: row.id }, subject: row.id, details: { after: { ...entry } } };
    const [before] = await rowsOf<{ id: string }>(
      orm,
      sql`select id from boards where key = ${titleKey(entry.name)} and as_of = ${entry.asOf} and voided_at is null`,
    );
    if (!before) throw new Error("a board was neither found nor seated");
    return { unwritten: { outcome: "on record", id: before.id } };
  });
  return { outcome: told.outcome, board: await existing(database.orm, told.id) };
}

async function correct(database: Database, id: string, entry: BoardEntry, reason: string | undefined, write: Write) {
  try {
    return await writeOnce<"corrected" | "unchanged">(database, write, "board.correct", async (orm) => {
      await rowsOf(orm, sql`select 1 from boards where id = ${id} for update`);
      const { id: _id, undone: _undone, ...before } = await existing(orm, id);
      const details = differences<BoardEntry>(before, entry);
      if (!details) return { unwritten: "unchanged" };
      const { vacancies = null, applicants = null, ...after } = columns(entry);
      await orm
        .update(boards)
        .set({ ...after, vacancies, applicants })
        .where(eq(boards.id, id));
      return { outcome: "corrected", subject: id, details: { ...details, reason } };
    });
  } catch (error) {
    if (constraintOf(error) === "boards_same") return "conflict";
    throw error;
  }
}
