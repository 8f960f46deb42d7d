import { type SQL, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Orm, rowsOf } from "../../../db/database.ts";
import { auditStore } from "../../../db/stores/audit.ts";
import { anchorOf } from "../../../src/core/records/audit.ts";
import { type City, entry, onEachDatabase, onServer } from "./city.ts";

const log = (city: City) => city.stores.training.record(entry(city.day(), { employees: 12 }), city.write());

async function someEntries(city: City, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await log(city);
}

class RolledBack extends Error {}

/** What `verify` finds after the owner of the tables took the triggers off and did this; undone afterwards. */
async function problemsAfter({ database }: City, tamper: (orm: Orm) => Promise<unknown>, anchor?: string) {
  let problems: string[] = [];
  const tampered = database.orm.transaction(async (orm) => {
    for (const table of ["audit_entries", "audit_seals"])
      await rowsOf(orm, sql.raw(`alter table ${table} disable trigger user`));
    await tamper(orm);
    problems = (await auditStore({ ...database, orm }).verify(anchor)).problems;
    throw new RolledBack();
  });
  await expect(tampered).rejects.toThrow(RolledBack);
  return problems;
}

/** A promise, and what resolves it. */
function promise() {
  let resolve = () => {};
  const made = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise: made, resolve };
}

const doing =
  (...queries: SQL[]) =>
  async (orm: Orm) => {
    for (const query of queries) await rowsOf(orm, query);
  };

const lastEntry = async (city: City) => {
  const [row] = await city.rows<{ id: number }>(sql`select max(id)::int as id from audit_entries`);
  return row?.id ?? 0;
};

onEachDatabase("the sealed trail", (city) => {
  test("is as it was sealed, and what is not sealed yet is counted", async () => {
    await someEntries(city, 3);
    const before = await city.stores.audit.state();
    expect(before.unsealed.entries).toBeGreaterThanOrEqual(3);
    expect(await city.stores.audit.seal()).toMatchObject({ state: "sealed", entries: before.unsealed.entries });
    await log(city);
    expect(await city.stores.audit.seal()).toMatchObject({ state: "sealed", entries: 1 });
    expect(await city.stores.audit.seal()).toMatchObject({ state: "sealed", entries: 0 });
    await log(city);

    const verdict = await city.stores.audit.verify();
    expect(verdict).toMatchObject({ problems: [], seals: 2, entries: before.unsealed.entries + 1 });
    expect(verdict.unsealed).toEqual({ entries: 1, since: expect.any(Number) });
  });

  test("shows which entry was edited, in any of its columns", async () => {
    await someEntries(city, 2);
    await city.stores.audit.seal();
    const last = await lastEntry(city);
    for (const change of [
      sql`actor = actor + 1`,
      sql`details = details || '{"after": 13}'`,
      sql`at = at - interval '1 microsecond'`,
      sql`subject = 'TR-2026-9999'`,
    ])
      expect(await problemsAfter(city, doing(sql`update audit_entries set ${change} where id = ${last}`))).toEqual([
        expect.stringMatching(new RegExp(`^entry ${last} is not as it was sealed \\(seal \\d+\\)$`)),
      ]);
  });

  test("shows what was removed, slipped in or put into another order", async () => {
    await someEntries(city, 3);
    await city.stores.audit.seal();
    const last = await lastEntry(city);
    const removed = sql`delete from audit_entries where id = ${last - 1}`;
    const slippedIn = sql`insert into audit_entries (id, actor, action, subject, request, details)
      overriding system value values (${last - 1}, 1, 'training.record', 'TR-2026-9999', 'r', '{}')`;
    const swapped = sql`update audit_entries a
      set (at, actor, action, subject, request, details) = row (b.at, b.actor, b.action, b.subject, b.request, b.details)
      from audit_entries b where a.id in (${last}, ${last - 1}) and b.id = ${2 * last - 1} - a.id`;

    expect(await problemsAfter(city, doing(removed))).toEqual([expect.stringMatching(`entry ${last - 1} was removed`)]);
    expect(await problemsAfter(city, doing(removed, slippedIn))).toEqual([
      expect.stringMatching(`entry ${last - 1} is not as it was sealed`),
    ]);
    expect(await problemsAfter(city, doing(swapped))).toEqual([
      expect.stringMatching(`entry ${last - 1} is not`),
      expect.stringMatching(`entry ${last} is not`),
    ]);
    // A number that was given back: nobody's until somebody slips an entry in there.
    await rowsOf(city.database.orm, sql`select nextval('audit_entries_id_seq')`);
    await log(city);
    await city.stores.audit.seal();
    const between = sql`insert into audit_entries (id, actor, action, subject, request, details)
      overriding system value values (${last + 1}, 1, 'training.record', 'TR-2026-9999', 'r', '{}')`;
    expect(await problemsAfter(city, doing(between))).toEqual([`entry ${last + 1} was slipped in`]);
  });

  test("shows a seal that was edited, removed or made anew", async () => {
    await someEntries(city, 1);
    await city.stores.audit.seal();
    await someEntries(city, 1);
    const sealing = await city.stores.audit.seal();
    if (sealing.state !== "sealed" || !sealing.head) throw new Error("not sealed");
    const { seal } = sealing.head;
    const anchor = anchorOf(sealing.head);
    const forged = sql`update audit_seals set digests = array['00'] where number = ${seal}`;

    expect(await problemsAfter(city, doing(forged))).toContain(`seal ${seal} is not as it was made`);
    const gone = await problemsAfter(city, doing(sql`delete from audit_seals where number = ${seal - 1}`));
    expect(gone).toContain(`seal ${seal - 1} is missing`);
    // Whoever makes all seals anew contradicts only what was written down.
    const last = await lastEntry(city);
    const anew = async (orm: Orm) => {
      await doing(sql`delete from audit_entries where id = ${last}`, sql`delete from audit_seals`)(orm);
      await auditStore({ ...city.database, orm }).seal();
    };
    expect(await problemsAfter(city, anew)).toEqual([]);
    expect(await problemsAfter(city, anew, anchor)).toEqual([expect.stringContaining(`seal ${seal}`)]);
    expect((await city.stores.audit.verify(anchor)).problems).toEqual([]);
  });

  test("refuses to be edited, removed or emptied", async () => {
    await log(city);
    await city.stores.audit.seal();
    for (const statement of [
      sql`update audit_seals set hash = ''`,
      sql`delete from audit_seals`,
      sql`truncate audit_seals`,
    ])
      await expect(rowsOf(city.database.orm, statement)).rejects.toThrow(/audit_seals is append-only/);
  });
});

onServer("sealing while people write", (city) => {
  test("a write that commits late is not sealed past, and is in the next seal", async () => {
    await log(city);
    const late = promise();
    const started = promise();
    const writing = city.database.orm.transaction(async (orm) => {
      await rowsOf(
        orm,
        sql`insert into audit_entries (actor, action, subject, request, details) values (1, 'a', 's', 'late', '{}')`,
      );
      started.resolve();
      await late.promise;
    });
    await started.promise;
    await log(city);
    expect(await city.stores.audit.seal()).toEqual({ state: "busy" });
    late.resolve();
    await writing;
    await city.stores.audit.seal();

    expect(await city.stores.audit.verify()).toMatchObject({ problems: [], unsealed: { entries: 0 } });
  });

  test("many writers and two sealers at once leave every entry in one seal", async () => {
    const writers = Array.from({ length: 8 }, async () => someEntries(city, 15));
    const sealers = Array.from({ length: 2 }, async () => {
      for (let turn = 0; turn < 10; turn += 1) await city.stores.audit.seal();
    });
    await Promise.all([...writers, ...sealers]);
    await city.stores.audit.seal();

    const verdict = await city.stores.audit.verify();
    const [all] = await city.rows<{ entries: number }>(sql`select count(*)::int as entries from audit_entries`);
    expect(verdict).toMatchObject({ problems: [], entries: all?.entries, unsealed: { entries: 0 } });
  });
});
