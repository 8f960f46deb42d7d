import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { WebLink, WebSession, WebStore } from "../../src/core/people/web.ts";
import { type Database, type Orm, rowsOf, transaction } from "../database.ts";
import { auditEntries } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";

/** More browsers than that nobody uses at once: the one unused for longest is signed out. */
const MOST_SESSIONS = 20;

const newToken = () => randomBytes(32).toString("base64url");
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Neither ended nor idle nor too old. */
const LIVE = sql`ended is null and seen > now() - interval '8 hours' and began > now() - interval '7 days'`;

export function webStore(database: Database): WebStore {
  const { orm } = database;
  return {
    askForLink: (person, path, write) => askForLink(database, person, path, write),
    makeLink: (link) => makeLink(database, link),
    linkOf: async (token) => {
      const [link] = await rowsOf<WebLink>(
        orm,
        sql`select person::float8 as person, path from web_links where hash = ${hashOf(token)} and used is null and expires > now()`,
      );
      return link;
    },
    signIn: (token) =>
      transaction(database, async (within) => {
        const [link] = await rowsOf<WebLink>(
          within,
          sql`update web_links set used = now() where hash = ${hashOf(token)} and used is null and expires > now()
            returning person::float8 as person, path`,
        );
        return link && { token: await begin(within, link.person, "link"), path: link.path };
      }),
    isSignedIn: async (person) => {
      const found = await rowsOf(orm, sql`select 1 from web_sessions where person = ${person} and ${LIVE} limit 1`);
      return found.length > 0;
    },
    begin: (person, way) => transaction(database, (within) => begin(within, person, way)),
    sessionOf: (token) => sessionOf(orm, token),
    end: (person, id, write) => end(database, person, id, write),
    personBehind: async ({ platform, tenant, userId }) => {
      const [row] = await rowsOf<{ person: number }>(
        orm,
        sql`select person::float8 as person from identities
          where platform = ${platform} and tenant in (${tenant}, '') and user_id = ${userId} order by tenant desc limit 1`,
      );
      return row?.person;
    },
    purge: async () => {
      await rowsOf(orm, sql`delete from web_links where expires < now() - interval '1 day'`);
      await rowsOf(orm, sql`delete from web_sessions where coalesce(ended, seen) < now() - interval '30 days'`);
    },
  };
}

/** The words are made when they are sent, and the link with them: no token waits in the database. */
function askForLink(database: Database, person: number, path: string, write: Parameters<WebStore["askForLink"]>[2]) {
  return writeOnce<"on its way" | "sent a moment ago">(database, write, "web.ask-for-link", async (orm) => {
    const [now] = await rowsOf<{ minute: string }>(orm, sql`select to_char(now(), 'YYYY-MM-DD"T"HH24:MI') as minute`);
    const occasion = now?.minute ?? "";
    const added = await enqueue(orm, [{ kind: "sign-in", recipient: toPerson(person), occasion, data: { path } }]);
    if (added === 0) return { unwritten: "sent a moment ago" };
    return { outcome: "on its way", subject: `person:${person}`, details: { after: { path } } };
  });
}

async function makeLink(database: Database, { person, path }: WebLink): Promise<string> {
  const token = newToken();
  await transaction(database, async (orm) => {
    // Two that are made at once take turns, so that one of them is the last.
    await rowsOf(orm, sql`select pg_advisory_xact_lock(hashtext('web_links'), ${person}::int)`);
    await rowsOf(orm, sql`update web_links set expires = now() where person = ${person} and used is null`);
    await rowsOf(
      orm,
      sql`insert into web_links (hash, person, path, expires) values (${hashOf(token)}, ${person}, ${path}, now() + interval '10 minutes')`,
    );
  });
  return token;
}

/** A session, its line in the trail, and the message that tells its person. */
async function begin(orm: Orm, person: number, way: string): Promise<string> {
  const token = newToken();
  const [row] = await rowsOf<{ id: number }>(
    orm,
    sql`insert into web_sessions (hash, person) values (${hashOf(token)}, ${person}) returning id::float8 as id`,
  );
  if (!row) throw new Error("a session was not begun");
  await rowsOf(
    orm,
    sql`update web_sessions set ended = now() where ended is null and person = ${person} and id not in
      (select id from web_sessions where person = ${person} and ended is null order by seen desc, id desc limit ${MOST_SESSIONS})`,
  );
  const subject = `person:${person}`;
  const request = `session:${row.id}`;
  await orm.insert(auditEntries).values({ actor: person, action: "web.sign-in", subject, request, details: { way } });
  await enqueue(orm, [
    { kind: "signed-in", recipient: toPerson(person), occasion: request, data: { session: row.id } },
  ]);
  return token;
}

/** Written down once a minute: a page must not wait for a write. */
async function sessionOf(orm: Orm, token: string): Promise<WebSession | undefined> {
  const [row] = await rowsOf<WebSession & { fresh: boolean }>(
    orm,
    sql`select id::float8 as id, person::float8 as person, seen > now() - interval '1 minute' as fresh
      from web_sessions where hash = ${hashOf(token)} and ${LIVE}`,
  );
  if (row && !row.fresh) await rowsOf(orm, sql`update web_sessions set seen = now() where id = ${row.id} and ${LIVE}`);
  return row && { id: row.id, person: row.person };
}

function end(database: Database, person: number, id: number | undefined, write: Parameters<WebStore["end"]>[2]) {
  return writeOnce<"ended" | "over already">(database, write, "web.end", async (orm) => {
    const one = id === undefined ? sql`true` : sql`id = ${id}`;
    const ended = await rowsOf<{ id: number }>(
      orm,
      sql`update web_sessions set ended = now() where person = ${person} and ended is null and ${one} returning id::float8 as id`,
    );
    if (ended.length === 0) return { unwritten: "over already" };
    return { outcome: "ended", subject: `person:${person}`, details: { ended: ended.map((session) => session.id) } };
  });
}
