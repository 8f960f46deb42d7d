import { type SQL, sql } from "drizzle-orm";
import type { Write } from "../../src/core/request/write.ts";
import type { PaperWords, PaperWordsStore, WordsEntry } from "../../src/domain/paper/records.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { paperWords } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

export function paperWordsStore(database: Database): PaperWordsStore {
  const { orm } = database;
  return {
    current: (kind, period) =>
      select(
        orm,
        sql`w.kind = ${kind} and w.period = ${period} and w.version = (select max(l.version) from paper_words l
          where l.kind = w.kind and l.period = w.period and l.section = w.section)`,
      ),
    versions: (kind, period, section) =>
      select(orm, sql`w.kind = ${kind} and w.period = ${period} and w.section = ${section}`),
    write: (entry, base, write) => save(database, entry, base, write),
  };
}

const select = (orm: Orm, where: SQL) =>
  rowsOf<PaperWords>(
    orm,
    sql`select w.section, w.version, w.text, w.author::float8 as author, p.name as "authorName",
        w.written_on::text as "on", w.facts_hash as "factsHash"
      from paper_words w join people p on p.id = w.author where ${where} order by w.section, w.version desc`,
  );

/** The key decides between two who save the same next version. */
function save(database: Database, entry: WordsEntry, base: number, write: Write) {
  const { kind, period, section, text, on, factsHash } = entry;
  return writeOnce<"saved" | "unchanged" | "overtaken">(database, write, "paper.write", async (orm) => {
    const [now] = await select(orm, sql`w.kind = ${kind} and w.period = ${period} and w.section = ${section}`);
    if ((now?.text ?? "") === text && now?.factsHash === factsHash) return { unwritten: "unchanged" };
    if ((now?.version ?? 0) !== base) return { unwritten: "overtaken" };
    const fresh = await orm
      .insert(paperWords)
      .values({ kind, period, section, version: base + 1, text, author: write.actor, writtenOn: on, factsHash })
      .onConflictDoNothing()
      .returning({ version: paperWords.version });
    if (fresh.length === 0) return { unwritten: "overtaken" };
    const details = { before: { text: now?.text ?? "" }, after: { text }, version: base + 1 };
    return { outcome: "saved", subject: `words:${kind}/${period}/${section}`, details };
  });
}
