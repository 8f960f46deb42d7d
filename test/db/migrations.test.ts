import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, rowsOf } from "../../db/database.ts";
import { migrationsFolder } from "../../db/migrate.ts";
import { createStores } from "../../db/stores/index.ts";
import { copyDatabase, type TestDatabase } from "../support/databases.ts";
import { entry, settle } from "./contract/city.ts";

/** A database without any table. */
const bare = () => copyDatabase({ url: inject("postgres").url, template: "template0" });

describe("migrations", () => {
  test("of six replicas that start together are applied once, and all six go on", async () => {
    const fresh = await bare();
    const replicas = await Promise.all([1, 2, 3, 4, 5, 6].map(() => openDatabase({ url: fresh.url })));
    await Promise.all(replicas.map((replica) => replica.migrate()));
    const wanted = readMigrationFiles({ migrationsFolder: migrationsFolder() });
    const [one] = replicas;
    const applied = one ? await rowsOf(one.orm, sql`select hash from drizzle.__drizzle_migrations order by id`) : [];
    expect(applied).toEqual(wanted.map(({ hash }) => ({ hash })));
    const ready = await Promise.all(replicas.map((replica) => createStores(replica).deployment.migrated()));
    expect(ready).toEqual([true, true, true, true, true, true]);
    await Promise.all(replicas.map((replica) => replica.close()));
    await fresh.drop();
  });

  test("that are missing are told, and nothing else is said to be wrong", async () => {
    const fresh = await bare();
    const database = await openDatabase({ url: fresh.url });
    expect(await createStores(database).deployment.migrated()).toBe(false);
    await database.close();
    await fresh.drop();
  });
});

test("what everybody attended last is made up from the records of an older version", async () => {
  const fresh = await bare();
  const older = await mkdtemp(join(tmpdir(), "equity-assistant-older-"));
  await cp(migrationsFolder(), older, { recursive: true });
  const journal = join(older, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8")) as { entries: { tag: string }[] };
  const before = entries.slice(
    0,
    entries.findIndex(({ tag }) => tag.endsWith("_last_attended")),
  );
  await writeFile(journal, JSON.stringify({ ...rest, entries: before }));
  const driver = postgres(fresh.url, { max: 1, onnotice: () => {} });
  await migrate(drizzle(driver), { migrationsFolder: older });
  await driver.unsafe(`
    insert into departments (code, name) values ('DPW', 'Public Works');
    insert into courses (code, title, program) values ('AR101', 'Anti-Racism 101', 'dei'), ('EO', 'EO Compliance', 'eo');
    insert into people (id, email, name, tier, audience) overriding system value
      select n, n || '@city.example', 'Person ' || n, 'employee', 'employee' from generate_series(1, 3) n;
    insert into training_sessions (id, course, held_on, department, records) overriding system value
      values (1, 'AR101', '2025-03-01', 'DPW', 1), (2, 'AR101', '2026-03-01', 'DPW', 1), (3, 'AR101', '2026-09-01', 'DPW', 0), (4, 'EO', '2024-02-29', 'DPW', 1);
    insert into attendance (record, version, session, person, department, audience, course, held_on, voided)
      select 'TR-' || s.id, 1, s.id, p.id, 'DPW', 'employee', s.course, s.held_on, s.id = 3
      from training_sessions s join people p on p.id = 1 or p.id = 2 and s.id = 3`);
  const database = await openDatabase({ url: fresh.url });
  await database.migrate();
  expect(await driver`select person::int, days, latest::text from last_attended`).toEqual([
    { person: 1, days: { AR101: "2026-03-01", EO: "2024-02-29" }, latest: "2026-03-01" },
  ]);
  await Promise.all([database.close(), driver.end(), rm(older, { recursive: true })]);
  await fresh.drop();
});

describe("tables that belong to somebody else (MIGRATION_DATABASE_URL)", () => {
  let fresh: TestDatabase;
  let owner: Database;
  let bot: Database;
  const roles = { owner: `owner_${Date.now()}`, bot: `bot "quoted" ${Date.now()}` };
  const quoted = (role: string) => `"${role.replaceAll('"', '""')}"`;

  beforeAll(async () => {
    fresh = await bare();
    const admin = await openDatabase({ url: fresh.url });
    const [name] = await admin.run<{ name: string }>("select current_database() as name", []);
    for (const role of Object.values(roles)) await admin.run(`create role ${quoted(role)} login password 'secret'`, []);
    await admin.run(`alter database ${name?.name} owner to ${quoted(roles.owner)}`, []);
    await admin.close();
    const as = (role: string) => {
      const url = new URL(fresh.url);
      url.username = encodeURIComponent(role);
      url.password = "secret";
      return url.href;
    };
    owner = await openDatabase({ url: as(roles.owner) });
    bot = await openDatabase({ url: as(roles.bot), migrationUrl: as(roles.owner) });
    await bot.migrate();
  });
  afterAll(async () => {
    await owner.close();
    await bot.close();
    await fresh.drop();
    const admin = await openDatabase({ url: inject("postgres").url });
    for (const role of Object.values(roles)) await admin.run(`drop role ${quoted(role)}`, []);
    await admin.close();
  });

  test("are all the bot needs to work", async () => {
    const stores = createStores(bot);
    const people = await settle(stores);
    const write = { actor: people.ana, request: "as the bot", year: 2026 };
    const { record } = await stores.training.record(entry("2026-05-04", { people: [people.bo] }), write);
    const undo = { ...write, request: "undo as the bot" };
    expect(await stores.training.undo(record.id, undefined, undo)).toMatchObject({ outcome: "changed" });
    expect(await stores.deployment.migrated()).toBe(true);
    expect(await stores.deployment.rollupDifferences(true)).toEqual([]);
  });

  test.each(["update audit_entries set actor = 1", "delete from audit_entries", "truncate audit_entries"])(
    "cannot be made to %s, nor the triggers be taken off",
    async (statement) => {
      await expect(bot.run(statement, [])).rejects.toThrow(/permission denied/);
      await expect(bot.run("alter table audit_entries disable trigger all", [])).rejects.toThrow(/must be owner/);
    },
  );

  test("are emptied by their owner only, in words", async () => {
    await expect(createStores(bot).deployment.reset()).rejects.toThrow(/Only the owner of the tables/);
    await createStores(owner).deployment.reset();
    expect(await createStores(bot).deployment.isEmpty()).toBe(true);
  });
});
