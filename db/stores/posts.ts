import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import { POSTS, type Post, type PostEntry, type PostKind, type PostStore } from "../../src/domain/roster/posts.ts";
import type { Database } from "../database.ts";
import { type Records, recordStore } from "../records.ts";
import { parsed, personIn } from "../rows.ts";
import { rosterNumber, posts as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

/** An entry, and when the place was taken and left. */
type Entry = PostEntry & { fromOn?: IsoDate; endedOn?: IsoDate | undefined; reason?: string | undefined };
type Posts = Records<Entry, Post>;

const ORDER = [
  ...[asc(table.body), asc(table.department)],
  ...[sql`(select p.name from people p where p.id = ${table.person})`, asc(table.member), asc(table.id)],
];

const keysOf = ({ body, person, member }: PostEntry) => ({
  key: titleKey(body),
  holder: person === undefined ? titleKey(member ?? "") : String(person),
});

export function postStore(database: Database): PostStore {
  const records: Posts = recordStore<Entry, Post, typeof table>(database, {
    ...POSTS,
    table,
    sequence: rosterNumber,
    author: table.author,
    by: { day: table.fromOn, department: table.department, subkind: table.kind },
    same: {
      index: "posts_open",
      as: (entry) => {
        const { key, holder } = keysOf(entry);
        return and(
          eq(table.kind, entry.kind),
          eq(table.key, key),
          eq(table.holder, holder),
          sql`coalesce(${table.department}, '') = ${entry.department ?? ""}`,
          isNull(table.endedOn),
        );
      },
    },
    unaudited: ["reason", "fromOn"],
    columns: keysOf,
    extra: { person: personIn(table.person, table.department) },
    one: ({ key: _key, holder: _holder, person, kind, ...row }) => ({
      ...row,
      kind: kind as PostKind,
      person: parsed(person as Post["person"] | string),
    }),
    entryOf: ({ person, ...one }) => ({ ...one, person: person?.id }),
  });
  return {
    ...records,
    name: (entries, on, write) => name(database, records, entries, on, write),
    end: (id, on, reason, write) => end(database, records, id, { endedOn: on, reason }, write),
    held: (kind, on) =>
      records.select(
        database.orm,
        and(
          eq(table.kind, kind),
          isNull(table.voidedAt),
          sql`${table.fromOn} <= ${on}`,
          or(isNull(table.endedOn), sql`${table.endedOn} > ${on}`),
          sql`not exists (select from people p where p.id = ${table.person} and p.left_on <= ${on})`,
        ),
        { order: ORDER },
      ),
  };
}

interface Told {
  outcome: "named" | "there before";
  id: string;
}

async function name(database: Database, records: Posts, entries: readonly PostEntry[], on: IsoDate, write: Write) {
  const told = await writeOnce<Told[]>(database, write, "post.name", async (orm) => {
    const all: Told[] = [];
    for (const entry of entries) {
      const { outcome, id } = await records.keep(orm, { ...entry, fromOn: on }, write);
      all.push({ outcome: outcome === "recorded" ? "named" : "there before", id });
    }
    const fresh = all.filter(({ outcome }) => outcome === "named").map(({ id }) => id);
    if (fresh.length === 0) return { unwritten: all };
    return { outcome: all, subject: fresh.join(" "), details: { after: entries.map(records.audit) } };
  });
  const ids = told.map(({ id }) => id);
  const found = await records.select(database.orm, sql`${table.id} = any(${`{${ids.join(",")}}`}::text[])`, {
    order: ORDER,
  });
  return found.map((post) => ({ post, outcome: told.find(({ id }) => id === post.id)?.outcome ?? "there before" }));
}

function end(database: Database, records: Posts, id: string, ended: Partial<Entry>, write: Write) {
  return writeOnce<"ended" | "ended before">(database, write, "post.end", async (orm) => {
    const before = await records.locked(orm, id);
    if (before.endedOn !== undefined) return { unwritten: "ended before" };
    const details = await records.revise(orm, before, ended);
    return { outcome: "ended", subject: id, details: { ...details, reason: ended.reason } };
  });
}
