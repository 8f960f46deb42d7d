import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, createApp, startWords } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { type Network, startNetwork } from "../db/network.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";

let fresh: TestDatabase;
let network: Network;
let owner: import("postgres").Sql;
const open: App[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  network = await startNetwork(fresh.url);
  const { default: postgres } = await import("postgres");
  owner = postgres(fresh.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  for (const app of open) await app.close();
  await owner.end();
  await network.close();
  await fresh.drop();
});

const configOf = (url: string, more: Record<string, string> = {}) =>
  readConfig({ DATABASE_URL: url, PLAN: "milwaukee", LOG_LEVEL: "silent", PORT: "0", ...more });

async function running(url: string = network.url, more: Record<string, string> = {}): Promise<App> {
  const app = await createApp(configOf(url, more));
  open.push(app);
  return app;
}

async function prepared(): Promise<App> {
  const app = await running();
  await app.prepare();
  return app;
}

const words = async (app: App) => (await app.readiness()).checks.database;

const me = (app: App) =>
  app.handle({
    id: `readiness:${Math.random()}`,
    author: { platform: "web", tenant: "test", userId: "newcomer", email: "new@milwaukee.example", kind: "member" },
    place: { platform: "web", tenant: "test", id: "direct", kind: "direct" },
    input: { kind: "text", text: "me" },
  });

test("a database that says nothing is told of within two seconds", async () => {
  const app = await prepared();
  expect(await words(app)).toBe("ok");
  network.freeze();
  const startedAt = performance.now();
  const { ready, checks } = await app.readiness();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect({ ready, database: checks.database }).toEqual({
    ready: false,
    database: "the database does not answer within 1.5 seconds",
  });
  await network.restore();
});

test("a database that takes no writes is read-only, in words", async () => {
  const name = new URL(fresh.url).pathname.slice(1);
  await owner.unsafe(`alter database "${name}" set default_transaction_read_only = on`);
  expect(await words(await running())).toContain("the database is read-only");
  await owner.unsafe(`alter database "${name}" reset default_transaction_read_only`);
});

test("a full disk, which only writing meets, is spoken of after the first write that met it", async () => {
  const app = await prepared();
  await owner.unsafe(`create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
  await owner.unsafe("create trigger full_disk before insert on people execute function full_disk()");
  expect((await me(app)).failed).toBe(true);
  expect(await words(app)).toContain("the database has no space left");
  await owner.unsafe("drop function full_disk() cascade");
});

test("a server that gives no connection any more says how to have more", async () => {
  await owner.unsafe("create role no_room login password 'fake' connection limit 0");
  const url = new URL(fresh.url);
  [url.username, url.password] = ["no_room", "fake"];
  expect(await words(await running(url.href))).toContain("the database gives too few connections: lower DATABASE_POOL");
  await open.pop()?.close();
  await owner.unsafe("drop role no_room");
});

test("a process whose database is not there, or lets it not in, ends with a sentence instead of waiting", async () => {
  const [nowhere, nobody] = [new URL(fresh.url), new URL(fresh.url)];
  nowhere.pathname = "/no_such_database";
  nobody.username = "nobody_of_that_name";
  const failure = async (url: URL) => {
    const app = await running(url.href);
    return startWords(
      await app.start().then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
  };
  expect(await failure(nowhere)).toBe(
    "The assistant cannot start (3D000). There is no such database. Create it, or look at the name in DATABASE_URL.",
  );
  expect(await failure(nobody)).toMatch(
    /^The assistant cannot start \(28\w+\)\. The database does not .*Look at DATABASE_URL\.$/,
  );
});
