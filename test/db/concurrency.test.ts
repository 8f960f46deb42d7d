import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, rowsOf, transaction } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import { entry, onServer, personRow, TODAY } from "./contract/city.ts";

onServer("writers that meet on a real server", (city) => {
  const opened: Database[] = [];
  afterAll(() => Promise.all(opened.map((database) => database.close())));

  /** Another replica: its own pool on the same database. */
  async function replica(): Promise<Stores> {
    const [row] = await city.rows<{ name: string }>(sql`select current_database() as name`);
    const { inject } = await import("vitest");
    const url = new URL(inject("postgres").url);
    url.pathname = `/${row?.name}`;
    const database = await openDatabase({ url: url.href });
    opened.push(database);
    return createStores(database);
  }

  const crowd = async (size: number) => {
    const rows = Array.from({ length: size }, (_, at) => personRow(`Crowd ${at} of ${size}`));
    await city.stores.imports.people(rows, TODAY, city.write(), false);
    const people = await city.stores.people.byEmail(
      rows.map(({ email }) => email),
      TODAY,
    );
    return people.map(({ id }) => id);
  };

  const expectRollupEqual = async () => expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);

  test("the same request twice at two replicas is one record and the same outcome", async () => {
    const other = await replica();
    for (let round = 0; round < 10; round += 1) {
      const [heldOn, write] = [city.day(), city.write()];
      const wanted = entry(heldOn, { people: [city.people.ana], employees: 7 });
      const all = await Promise.all(
        [city.stores, other, city.stores, other].map((stores) => stores.training.record(wanted, write)),
      );
      expect(new Set(all.map(({ outcome, record }) => `${outcome} ${record.id}`)).size).toBe(1);
      expect(all[0]?.outcome).toBe("recorded");
      expect(await city.rows(sql`select records from training_sessions where held_on = ${heldOn}`)).toEqual([
        { records: 1 },
      ]);
    }
    await expectRollupEqual();
  });

  test("the same correction twice at two replicas is one version", async () => {
    const other = await replica();
    const heldOn = city.day();
    const { record } = await city.stores.training.record(entry(heldOn, { employees: 7 }), city.write());
    const write = city.write();
    await Promise.all(
      [city.stores, other].map((stores) =>
        stores.training.correct(record.id, entry(heldOn, { employees: 8 }), undefined, write),
      ),
    );
    expect(await city.stores.training.get(record.id)).toMatchObject({ version: 2, employees: 8 });
  });

  test("fifty people who log the same session at once are all in it", async () => {
    const heldOn = city.day();
    const people = await crowd(50);
    const all = await Promise.all(
      people.map((person) =>
        city.stores.training.record(entry(heldOn, { people: [person] }), { ...city.write(), actor: person }),
      ),
    );
    expect(all.every(({ outcome }) => outcome === "recorded")).toBe(true);
    expect(await city.rows(sql`select 1 from attendance where held_on = ${heldOn}`)).toHaveLength(50);
    expect(await city.rows(sql`select records, employees from training_sessions where held_on = ${heldOn}`)).toEqual([
      { records: 50, employees: 50 },
    ]);
    expect(await city.stores.training.totals(heldOn, heldOn)).toMatchObject([{ sessions: 1, employees: 50 }]);
    await expectRollupEqual();
  });

  test("of fifty who name the same person at once one records it and the others hear of it", async () => {
    const heldOn = city.day();
    const wanted = entry(heldOn, { people: [city.people.cy] });
    const all = await Promise.all(Array.from({ length: 50 }, () => city.stores.training.record(wanted, city.write())));
    const outcomes = all.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual([...Array(49).fill("already-recorded"), "recorded"]);
    expect(new Set(all.map(({ record }) => record.id)).size).toBe(1);
    await expectRollupEqual();
  });

  test("of twenty who give the same count at once one records it and the others are asked", async () => {
    const wanted = entry(city.day(), { employees: 12 });
    const all = await Promise.all(Array.from({ length: 20 }, () => city.stores.training.record(wanted, city.write())));
    expect(all.filter(({ outcome }) => outcome === "recorded")).toHaveLength(1);
    expect(all.filter(({ outcome }) => outcome === "same-counts")).toHaveLength(19);
    await expectRollupEqual();
  });

  test("several who confirm another session at once open one each", async () => {
    const heldOn = city.day();
    const wanted = entry(heldOn, { employees: 12, anotherSession: true });
    const all = await Promise.all([1, 2, 3, 4].map(() => city.stores.training.record(wanted, city.write())));
    expect(all.map(({ outcome }) => outcome)).toEqual(["recorded", "recorded", "recorded", "recorded"]);
    expect(
      await city.rows(sql`select ordinal, records from training_sessions where held_on = ${heldOn} order by ordinal`),
    ).toEqual([1, 2, 3, 4].map((ordinal) => ({ ordinal, records: 1 })));
    await expectRollupEqual();
  });

  test("200 corrections that cross between two departments do not wait for each other for ever", async () => {
    const heldOn = city.day();
    const people = await crowd(200);
    const ids = await Promise.all(
      people.map(async (person, at) => {
        const department = at % 2 === 0 ? "DPW" : "LIB";
        const { record } = await city.stores.training.record(
          entry(heldOn, { department, people: [person] }),
          city.write(),
        );
        return record.id;
      }),
    );
    const other = await replica();
    const before = await deadlocks();
    await Promise.all(
      ids.map((id, at) => {
        const moved = entry(heldOn, { department: at % 2 === 0 ? "LIB" : "DPW", people: [people[at] ?? 0] });
        return (at % 4 < 2 ? city.stores : other).training.correct(id, moved, undefined, city.write());
      }),
    );
    expect(
      await city.rows(sql`select department, records from training_sessions where held_on = ${heldOn} order by 1`),
    ).toEqual([
      { department: "DPW", records: 100 },
      { department: "LIB", records: 100 },
    ]);
    expect(await deadlocks()).toBe(before);
    await expectRollupEqual();
  });

  test("sessions that name people of several departments in both directions do not deadlock", async () => {
    const people = await crowd(100);
    await city.rows(
      sql`update memberships set department = case when person % 3 = 0 then 'HLTH' when person % 3 = 1 then 'LIB' else department end where person = any(${`{${people.join(",")}}`}::bigint[])`,
    );
    const heldOn = city.day();
    const before = await deadlocks();
    await Promise.all(
      Array.from({ length: 200 }, (_, at) => {
        const named = [people[at % 100] ?? 0, people[(at * 7 + 13) % 100] ?? 0];
        const department = ["DPW", "HLTH", "LIB"][at % 3] ?? "";
        return city.stores.training.record(
          entry(heldOn, { department, people: named, anotherSession: at % 2 === 0 }),
          city.write(),
        );
      }),
    );
    expect(await deadlocks()).toBe(before);
    await expectRollupEqual();
  });

  const deadlocks = async () => {
    await city.rows(sql`select pg_stat_force_next_flush()`);
    const [row] = await city.rows<{ deadlocks: number }>(
      sql`select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`,
    );
    return row?.deadlocks ?? 0;
  };

  test("a transaction that Postgres gives up for another's is done again", async () => {
    await city.rows(sql`create table locks (id int primary key, taken int not null default 0)`);
    await city.rows(sql`insert into locks values (1), (2)`);
    const both = [
      [1, 2],
      [2, 1],
    ].map(([first, second]) => {
      const held = gate();
      return { held, first, second };
    });
    await Promise.all(
      both.map(({ held, first, second }, at) =>
        transaction(city.database, async (orm) => {
          await rowsOf(orm, sql`update locks set taken = taken + 1 where id = ${first}`);
          held.open();
          await both[1 - at]?.held.opened;
          await rowsOf(orm, sql`update locks set taken = taken + 1 where id = ${second}`);
        }),
      ),
    );
    expect(await city.rows(sql`select taken from locks order by id`)).toEqual([{ taken: 2 }, { taken: 2 }]);
  });

  test.each(["40001", "40P01"])("a statement given up with %s is sent again under its request", async (code) => {
    await city.rows(sql`create sequence if not exists given_up`);
    await city.rows(sql`alter sequence given_up restart`);
    await city.rows(
      sql.raw(`create or replace function give_up() returns trigger language plpgsql as $$ begin
        if nextval('given_up') <= 2 then raise exception 'given up' using errcode = '${code}'; end if; return new; end $$`),
    );
    await city.rows(
      sql`create or replace trigger give_up before insert on training_records for each row execute function give_up()`,
    );
    const result = await city.stores.training.record(entry(city.day(), { employees: 3 }), city.write());
    expect(result.outcome).toBe("recorded");
    expect(await city.rows(sql`select last_value::int as tries from given_up`)).toEqual([{ tries: 3 }]);
    await city.rows(sql`drop trigger give_up on training_records`);
  });

  test("more writers than connections all get their turn", async () => {
    const days = Array.from({ length: 100 }, () => city.day());
    const all = await Promise.all(
      days.map((heldOn) => city.stores.training.record(entry(heldOn, { employees: 5 }), city.write())),
    );
    expect(new Set(all.map(({ record }) => record.id)).size).toBe(100);
    const reads = Promise.all(Array.from({ length: 100 }, () => city.stores.catalog.load()));
    expect(await reads).toHaveLength(100);
  });
});

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
