import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, rowsOf } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import { addDays } from "../../src/core/calendar/calendar.ts";
import { type Name, PEOPLE, settle } from "../db/contract/city.ts";
import { copyDatabase, createTemplate } from "../support/databases.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { type Bot, bundled, startBot } from "./bot.ts";
import { type Acknowledged, type Post, startLoad, type Target } from "./load.ts";
import { keepResult } from "./results.ts";

const soak = process.env.SOAK === "1";
const [KILLS, RESTARTS, EMBEDDED_KILLS] = soak ? [24, 6, 10] : [2, 1, 1];
/** Posts acknowledged between two blows. */
const BETWEEN = soak ? 150 : 20;
const KEYBOARDS = 8;
const PATIENCE = soak ? 60 * 60_000 : 120_000;

/** A training that nobody else logs, or the undoing of one. */
interface Work extends Post {
  says: { course: string; heldOn: string; people: Name[]; employees: number } | { undoes: string };
}

const names: Name[] = ["ana", "bo", "mo", "con"];

/** Every twelfth post undoes a training; every third names somebody, which makes them trained once. */
function createWork(acknowledged: () => readonly Acknowledged<Work>[]): () => Work {
  let posted = 0;
  const undone = new Set<string>();
  return () => {
    posted += 1;
    const post = { request: `soak:${posted}`, as: PEOPLE.ana.email };
    const last = acknowledged().findLast(({ post: { says }, record }) => "course" in says && !undone.has(record));
    if (posted % 12 === 0 && last) {
      undone.add(last.record);
      return { ...post, text: `undo ${last.record}`, says: { undoes: last.record } };
    }
    const heldOn = addDays("2026-11-01", -(posted % 250));
    const turn = Math.floor(posted / 250);
    const people = posted % 3 === 0 && turn < names.length ? names.slice(turn, turn + 1) : [];
    const says = { course: people.length > 0 ? "EO" : "AR101", heldOn, people, employees: 2 + turn };
    const who = people.map((name) => PEOPLE[name].email).join(";");
    const text = `course=${says.course} date=${heldOn} department=DPW employees=${says.employees}${who ? ` people=${who}` : ""}`;
    return { ...post, text, says };
  };
}

/** What is on record that was acknowledged, and what is on record more than once. */
async function account(database: Database, acknowledged: readonly Acknowledged<Work>[]) {
  const undone = new Set(acknowledged.flatMap(({ post: { says } }) => ("undoes" in says ? [says.undoes] : [])));
  const logged = acknowledged.flatMap(({ post: { says }, record }) => ("course" in says ? [{ ...says, record }] : []));
  const stored = await rowsOf<{
    id: string;
    course: string;
    heldOn: string;
    employees: number;
    named: number;
    live: boolean;
  }>(
    database.orm,
    sql`select r.id, s.course, s.held_on::text as "heldOn", r.employees, r.voided_at is null as live,
      (select count(*)::int from attendance a where a.record = r.id) as named
      from training_records r join training_sessions s on s.id = r.session`,
  );
  const onRecord = new Map(stored.map((row) => [row.id, JSON.stringify(row)]));
  const lost = logged.filter(({ record, course, heldOn, employees, people }) => {
    const said = { id: record, course, heldOn, employees, live: !undone.has(record), named: people.length };
    return onRecord.get(record) !== JSON.stringify(said);
  });
  const twice = await rowsOf(
    database.orm,
    sql`select request from audit_entries where action in ('training.record', 'training.undo') group by request having count(*) > 1`,
  );
  const { deployment, audit } = createStores(database);
  const differences = await deployment.rollupDifferences(false);
  await audit.seal();
  const { problems } = await audit.verify();
  return {
    lost: lost.length,
    // As many records as trainings that were acknowledged, each under a number of its own.
    doubled: stored.length - new Set(logged.map(({ record }) => record)).size + twice.length,
    differences: differences.length,
    unlikeSealed: problems.length,
    unwritten: await untrailed(database),
  };
}

/** Records without their entry in the trail, and requests without what they wrote. */
async function untrailed(database: Database): Promise<number> {
  const rows = await rowsOf(
    database.orm,
    sql`select r.id from training_records r where not exists (select from audit_entries a where a.subject = r.id and a.action = 'training.record')
      union all select q.id from requests q where q.record like 'TR-%' and not exists (select from training_records r where r.id = q.record)`,
  );
  return rows.length;
}

async function city(database: Database): Promise<void> {
  await database.migrate();
  const stores = createStores(database);
  await settle(stores);
  await stores.deployment.bind("milwaukee", []);
}

describe("the bot, killed with -9 under load again and again", () => {
  test(
    "loses and doubles nothing that it acknowledged, Postgres being restarted at once as well",
    async () => {
      const server = await startPostgres({ own: true });
      const own = await copyDatabase(await createTemplate(server.url));
      const database = await openDatabase({ url: own.url });
      await city(database);
      const environment = { DATABASE_URL: own.url, PLAN: "milwaukee", PLAYGROUND: "on" };
      const start = await starter(environment);
      const target: Target = { bot: start() };
      const all: Acknowledged<Work>[] = [];
      const load = startLoad<Work>(
        target,
        KEYBOARDS,
        createWork(() => all),
        all,
      );
      const blows = blowsInTurn();
      for (const [at, blow] of blows.entries()) {
        await load.more(BETWEEN);
        // At another moment of its work each time.
        await sleep((at * 7) % 40);
        if (blow === "restart") await server.restartImmediate();
        else await killAndStart(target, start);
      }
      await load.more(BETWEEN);
      const { unanswered } = await load.stop();
      await (await target.bot).stop();
      const books = await account(database, all);
      await database.close();
      await server.stop();
      await keepResult("bot and Postgres killed under load", {
        "kills of the bot": KILLS,
        "restarts of Postgres": RESTARTS,
        "posts acknowledged": all.length,
        "sent again": unanswered,
        lost: books.lost,
        doubled: books.doubled,
      });
      expect(unanswered).toBeGreaterThan(0);
      expect(books).toEqual({ lost: 0, doubled: 0, differences: 0, unlikeSealed: 0, unwritten: 0 });
    },
    PATIENCE,
  );

  test(
    "loses and doubles nothing on the embedded database either",
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), "equity-assistant-soak-"));
      const first = await openDatabase({ dataDir });
      await city(first);
      await first.close();
      const environment = { DATA_DIR: dataDir, PLAN: "milwaukee", DEMO: "off" };
      const start = await starter(environment);
      const target: Target = { bot: start() };
      const all: Acknowledged<Work>[] = [];
      const load = startLoad<Work>(
        target,
        KEYBOARDS,
        createWork(() => all),
        all,
      );
      for (let kill = 0; kill < EMBEDDED_KILLS; kill += 1) {
        await load.more(BETWEEN);
        await sleep((kill * 7) % 40);
        await killAndStart(target, start);
      }
      await load.more(BETWEEN);
      const { unanswered } = await load.stop();
      await (await target.bot).stop();
      const database = await openDatabase({ dataDir });
      const books = await account(database, all);
      await database.close();
      await rm(dataDir, { recursive: true });
      await keepResult("bot with the embedded database killed under load", {
        kills: EMBEDDED_KILLS,
        "posts acknowledged": all.length,
        "sent again": unanswered,
        lost: books.lost,
        doubled: books.doubled,
      });
      expect(books).toEqual({ lost: 0, doubled: 0, differences: 0, unlikeSealed: 0, unwritten: 0 });
    },
    PATIENCE,
  );
});

type Start = () => Promise<Bot>;

/** One bundle for all starts, whatever is edited meanwhile. */
async function starter(environment: Record<string, string>): Promise<Start> {
  const bundle = await bundled();
  return () => startBot(bundle, environment);
}

async function killAndStart(target: Target, start: Start): Promise<void> {
  const dead = await target.bot;
  target.bot = dead.kill().then(start);
  await target.bot;
}

/** Restarts of Postgres among the kills, evenly. */
function blowsInTurn(): ("kill" | "restart")[] {
  const every = Math.ceil(KILLS / RESTARTS);
  return Array.from({ length: KILLS }, (_, at) => at).flatMap((at) =>
    (at + 1) % every === 0 ? ["kill", "restart"] : ["kill"],
  );
}
