import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
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
