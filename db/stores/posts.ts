import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import type { Post, PostEntry, PostStore } from "../../src/domain/roster/posts.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { posts } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { differences, known, nextId, setUndone } from "./plain.ts";

const POSTS = { table: "posts", noun: "post", same: "posts_open" };

export function postStore(database: Database): PostStore {
  const { orm } = database;
  return {
    name: (entries, on, write) => name(database, entries, on, write),
    correct: (id, entry, reason, write) => correct(database, id, entry, reason, write),
    end: (id, on, reason, write) => end(database, id, on, reason, write),
    held: (kind, on) =>
      select(
        orm,
        sql`r.kind = ${kind} and r.voided_at is null and r.from_on <= ${on} and (r.ended_on is null or r.ended_on > ${on})
          and (p.left_on is null or p.left_on > ${on})`,
      ),
    get: async (id) => (await select(orm, sql`r.id = ${id}`))[0],
    setUndone: (id, undone, reason, write) => setUndone(database, POSTS, id, undone, reason, write),
  };
}

type Row = { [Name in keyof Post]: undefined extends Post[Name] ? Post[Name] | null : Post[Name] } & {
  person: Post["person"] | string | null;
};

async function select(orm: Orm, where: SQL): Promise<Post[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select r.id, r.kind, r.body, r.member, r.department, r.selected_by as "selectedBy", r.from_on::text as "fromOn",
        r.term_end::text as "termEnd", r.ended_on::text as "endedOn", r.voided_at is not null as undone,
        case when p.id is not null then json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', r.department,
          'audience', p.audience, 'handles', '[]'::json) end as person
      from posts r left join people p on p.id = r.person where ${where} order by r.body, r.department, p.name, r.member, r.id`,
  );
  return rows.map((row) => {
    const { person } = row;
    return { ...known(row), person: typeof person === "string" ? JSON.parse(person) : (person ?? undefined) } as Post;
  });
}

const columns = (entry: Omit<PostEntry, "kind">) => ({
  ...entry,
  key: titleKey(entry.body),
  holder: entry.person === undefined ? titleKey(entry.member ?? "") : String(entry.person),
});

interface Told {
  outcome: "named" | "there before";
  id: string;
}

async function name(database: Database, entries: readonly PostEntry[], on: IsoDate, write: Write) {
  const told = await writeOnce<Told[]>(database, write, "post.name", async (orm) => {
    const all: Told[] = [];
    for (const entry of entries) all.push(await nameOne(orm, entry, on, write));
    const fresh = all.filter(({ outcome }) => outcome === "named").map(({ id }) => id);
    if (fresh.length === 0) return { unwritten: all };
    const after = entries.map(({ kind, person, department }) => ({ kind, person, department }));
    return { outcome: all, subject: fresh.join(" "), details: { after } };
  });
  const rows = await select(database.orm, sql`r.id = any(${`{${told.map(({ id }) => id).join(",")}}`}::text[])`);
  return rows.map((post) => ({ post, outcome: told.find(({ id }) => id === post.id)?.outcome ?? "there before" }));
}

async function nameOne(orm: Orm, entry: PostEntry, on: IsoDate, write: Write): Promise<Told> {
  const values = { ...columns(entry), kind: entry.kind, fromOn: on, author: write.actor };
  const [row] = await orm
    .insert(posts)
    .values({ ...values, id: nextId("RO", "roster_number", write) })
    .onConflictDoNothing()
    .returning({ id: posts.id });
  if (row) return { outcome: "named", id: row.id };
  const [before] = await rowsOf<{ id: string }>(
    orm,
    sql`select id from posts where kind = ${entry.kind} and key = ${values.key} and holder = ${values.holder}
      and coalesce(department, '') = ${entry.department ?? ""} and ended_on is null and voided_at is null`,
  );
  if (!before) throw new Error("a post was neither found nor made");
  return { outcome: "there before", id: before.id };
}

async function lock(orm: Orm, id: string): Promise<Post> {
  await rowsOf(orm, sql`select 1 from posts where id = ${id} for update`);
  const [post] = await select(orm, sql`r.id = ${id}`);
  if (!post) throw new Error(`${id} is not there`);
  return post;
}

/** A member's name stays off the trail. */
async function correct(
  database: Database,
  id: string,
  entry: Omit<PostEntry, "kind">,
  reason: string | undefined,
  write: Write,
) {
  try {
    return await writeOnce<"corrected" | "unchanged">(database, write, "post.correct", async (orm) => {
      const { body, person, member, department, selectedBy, termEnd } = await lock(orm, id);
      const before = { body, person: person?.id, member, department, selectedBy, termEnd };
      const found = differences(before, entry);
      if (!found) return { unwritten: "unchanged" };
      const after = Object.fromEntries(
        Object.entries(columns(entry)).map(([column, value]) => [column, value ?? null]),
      );
      await orm.update(posts).set(after).where(eq(posts.id, id));
      const hidden = (values: Record<string, unknown>) =>
        "member" in values ? { ...values, member: "changed" } : values;
      return {
        outcome: "corrected",
        subject: id,
        details: { before: hidden(found.before), after: hidden(found.after), reason },
      };
    });
  } catch (error) {
    if (constraintOf(error) === "posts_open") return "conflict";
    throw error;
  }
}

function end(database: Database, id: string, on: IsoDate, reason: string | undefined, write: Write) {
  return writeOnce<"ended" | "ended before">(database, write, "post.end", async (orm) => {
    const { endedOn } = await lock(orm, id);
    if (endedOn !== undefined) return { unwritten: "ended before" };
    await orm
      .update(posts)
      .set({ endedOn: on, reason: reason ?? null })
      .where(eq(posts.id, id));
    return { outcome: "ended", subject: id, details: { after: { endedOn: on }, reason } };
  });
}
