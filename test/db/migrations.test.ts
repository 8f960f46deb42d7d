import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { describe, expect, inject, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { rowsOf } from "../../db/database.ts";
import { migrationsFolder } from "../../db/migrations-folder.ts";
import { migrateWithViews } from "../../db/reporting.ts";
import { createStores } from "../../db/stores/index.ts";
import { copyDatabase } from "../support/databases.ts";

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

describe("a release that is older than the database", () => {
  /** Our migrations and one more, as a later release brings it. */
  async function later(file: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "equity-assistant-later-"));
    await cp(migrationsFolder(), folder, { recursive: true });
    const path = join(folder, "meta", "_journal.json");
    const journal = JSON.parse(await readFile(path, "utf8")) as { entries: { when: number }[] };
    const when = Math.max(...journal.entries.map((one) => one.when)) + 1;
    const entry = { idx: journal.entries.length, version: "7", when, tag: "9999_later", breakpoints: true };
    await writeFile(path, JSON.stringify({ ...journal, entries: [...journal.entries, entry] }));
    await writeFile(join(folder, "9999_later.sql"), file);
    return folder;
  }

  test.each([
    ["goes on after a migration that it can live with", "create table later (id int);", undefined],
    [
      "refuses after one that is marked as breaking",
      "-- breaking\ncreate table later (id int);",
      /too old for the database/,
    ],
  ])("%s", async (_what, file, refusal) => {
    const [fresh, folder] = await Promise.all([bare(), later(file)]);
    const database = await openDatabase({ url: fresh.url });
    await database.migrate();
    const driver = postgres(fresh.url, { max: 1, onnotice: () => {} });
    await migrateWithViews(
      (statement) => driver.unsafe(statement),
      () => migrate(drizzle(driver), { migrationsFolder: folder }),
      folder,
    );
    const state = () =>
      driver`select (select count(*)::int from drizzle.__drizzle_migrations) as done, obj_description('reporting'::regnamespace) as views`;
    const before = await state();

    const again = database.migrate();

    if (refusal) await expect(again).rejects.toThrow(refusal);
    else await again;
    expect(await state()).toEqual(before);
    await Promise.all([database.close(), driver.end(), rm(folder, { recursive: true })]);
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
