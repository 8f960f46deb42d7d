import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import type { Database } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import { readConfig } from "../../src/config/config.ts";
import { copyDatabase, type TestDatabase } from "../support/databases.ts";
import { createMailbox } from "../support/mailbox.ts";
import { button, openTown, read, recordIn, type Town } from "../support/town.ts";

const quoted = (role: string) => `"${role.replaceAll('"', '""')}"`;

describe("tables that belong to somebody else (MIGRATION_DATABASE_URL)", () => {
  const roles = { owner: `owner_${Date.now()}`, bot: `bot "quoted" ${Date.now()}` };
  let fresh: TestDatabase;
  let owner: Database;
  let bot: Database;
  /** Migrated by the owner; the sample city, with records of every kind, is written by the bot. */
  let town: Town;

  beforeAll(async () => {
    fresh = await copyDatabase({ url: inject("postgres").url, template: "template0" });
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
    bot = await openDatabase({ url: as(roles.bot) });
    const urls = { DATABASE_URL: as(roles.bot), MIGRATION_DATABASE_URL: as(roles.owner) };
    town = await openTown(readConfig({ ...urls, PLAN: "milwaukee", DEMO: "on", LOG_LEVEL: "silent" }));
  });
  afterAll(async () => {
    await Promise.all([town.close(), owner.close(), bot.close()]);
    await fresh.drop();
    const admin = await openDatabase({ url: inject("postgres").url });
    for (const role of Object.values(roles)) await admin.run(`drop role ${quoted(role)}`, []);
    await admin.close();
  });

  test("are all the bot's to read and write, but for the trail, to which it only adds", async () => {
    const may = (what: string) => `has_table_privilege(c.oid, '${what}') as "${what}"`;
    const tables = await bot.run<{ name: string }>(
      `select c.relname as name, ${["select", "insert", "update", "delete", "truncate", "trigger"].map(may).join(", ")}
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
      [],
    );
    const all = { select: true, insert: true, update: true, delete: true, truncate: false, trigger: false };
    expect(tables.length).toBeGreaterThan(20);
    expect(tables).toEqual(
      tables.map(({ name }) => ({
        name,
        ...all,
        ...(name.startsWith("audit_") ? { update: false, delete: false } : {}),
      })),
    );
    const closed = `select sequencename from pg_sequences
      where schemaname = 'public' and not has_sequence_privilege(format('%I.%I', schemaname, sequencename), 'usage')`;
    expect(await bot.run(closed, [])).toEqual([]);
  });

  test("take what people write, and what is done by the clock", async () => {
    const [before] = await bot.run<{ entries: number }>("select count(*)::int as entries from audit_entries", []);
    const logged = await town.say("bo.chen", "bo and ana took EO Compliance yesterday");
    const record = recordIn(logged);
    const mailbox = createMailbox(town.app);
    expect((await mailbox.open("ana.torres@milwaukee.example")).map(read).join()).toContain(record);
    expect(read(await town.press("bo.chen", button(logged, "Undo")))).toContain(`Undone ${record}`);
    for (const words of [
      "admin person move lee.nakamura@milwaukee.example department=MPL from=2026-11-30",
      "admin headcount department=MPL tier=manager count=7 asOf=2026-10-01",
      'admin course code=NEW title="New Course"',
      'admin department code=NEW name="New Department"',
    ])
      expect(read(await town.say("devin.sokol", words))).not.toMatch(/nothing was saved|broke on our side/i);
    const { deployment, deliveries, drafts } = town.app.stores;
    await Promise.all([deployment.purgeRequests(), deliveries.purge(), drafts.keep("long").then(() => drafts.purge())]);
    expect(await deployment.rollupDifferences(true)).toEqual([]);
    expect(await town.app.sealAudit()).toMatchObject({ state: "sealed" });
    expect(await town.app.stores.audit.verify()).toMatchObject({ problems: [], unsealed: { entries: 0 } });
    expect(await town.app.readiness()).toMatchObject({ ready: true });
    const [after] = await bot.run<{ entries: number }>("select count(*)::int as entries from audit_entries", []);
    expect((after?.entries ?? 0) - (before?.entries ?? 0)).toBeGreaterThanOrEqual(6);
  });

  test.each([
    "update audit_entries set actor = 1",
    "delete from audit_entries",
    "truncate audit_entries",
    "update audit_seals set hash = ''",
    "delete from audit_seals",
  ])("cannot be made to %s, nor the triggers be taken off", async (statement) => {
    await expect(bot.run(statement, [])).rejects.toThrow(/permission denied/);
    await expect(bot.run("alter table audit_entries disable trigger all", [])).rejects.toThrow(/must be owner/);
    await expect(bot.run("drop trigger audit_entries_append_only on audit_entries", [])).rejects.toThrow(
      /must be owner/,
    );
  });

  test("are migrated again by the owner, without the bot losing anything", async () => {
    await town.app.prepare();
    expect(read(await town.say("bo.chen", "4 people took EO Compliance on 2026-11-02"))).toContain("Recorded");
  });

  test("are emptied by their owner only, in words", async () => {
    await expect(createStores(bot).deployment.reset()).rejects.toThrow(/Only the owner of the tables/);
    await createStores(owner).deployment.reset();
    expect(await createStores(bot).deployment.isEmpty()).toBe(true);
  });
});
