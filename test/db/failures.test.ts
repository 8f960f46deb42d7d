import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, rowsOf, transaction } from "../../db/database.ts";
import { createPool } from "../../db/pool.ts";
import { createStores } from "../../db/stores/index.ts";
import { addDays } from "../../src/core/calendar/calendar.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import { DatabaseDown, OutcomeUnknown } from "../../src/core/request/errors.ts";
import type { Write } from "../../src/core/request/write.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { entry, type Name, settle } from "./contract/city.ts";
import { type Network, startNetwork } from "./network.ts";

let fresh: TestDatabase;
let people: Record<Name, number>;
/** Past the network that fails. */
let truth: { database: Database; stores: Stores };
let network: Network;
let database: Database;
let stores: Stores;

beforeAll(async () => {
  fresh = await freshDatabase();
  const direct = await openDatabase({ url: fresh.url });
  truth = { database: direct, stores: createStores(direct) };
  people = await settle(truth.stores);
});
afterAll(async () => {
  await truth.database.close();
  await fresh.drop();
});
beforeEach(async () => {
  network = await startNetwork(fresh.url);
  database = await openDatabase({ url: network.url });
  stores = createStores(database);
});
afterEach(async () => {
  await network.restore();
  await database.close();
  await network.close();
});

let requests = 0;
const write = (): Write => {
  requests += 1;
  return { actor: people.ana, request: `failing request ${requests}`, year: 2026 };
};
let today = "2026-01-04";
const day = () => {
  today = addDays(today, 1);
  return today;
};
const versionsOn = (heldOn: string) =>
  rowsOf<{ version: number }>(
    truth.database.orm,
    sql`select r.version from training_records r join training_sessions s on s.id = r.session where s.held_on = ${heldOn} order by 1`,
  );

describe("a database that cannot be reached", () => {
  test("is said to be down, by reading and by writing, and nothing is written", async () => {
    const heldOn = day();
    await network.cut();
    await expect(stores.deployment.ping()).rejects.toThrow(DatabaseDown);
    await expect(stores.catalog.load()).rejects.toThrow(DatabaseDown);
    await expect(stores.training.record(entry(heldOn, { employees: 3 }), write())).rejects.toThrow(DatabaseDown);
    await expect(stores.training.undo("TR-2026-0001", undefined, write())).rejects.toThrow(DatabaseDown);
    await expect(database.migrate()).rejects.toThrow(DatabaseDown);
    await network.restore();
    expect(await versionsOn(heldOn)).toEqual([]);
  });

  test("is used again, without a restart of the bot, as soon as it is back", async () => {
    await stores.training.record(entry(day(), { employees: 3 }), write());
    await network.cut();
    for (const _ of [1, 2, 3, 4, 5]) await expect(stores.deployment.ping()).rejects.toThrow(DatabaseDown);
    await network.restore();
    await stores.deployment.ping();
    const all = Array.from({ length: 40 }, () => stores.training.record(entry(day(), { employees: 3 }), write()));
    expect((await Promise.all(all)).every(({ outcome }) => outcome === "recorded")).toBe(true);
  });

  test("is said to be down where somebody else answers for it and hangs up", async () => {
    await network.hangUp();
    await expect(stores.deployment.ping()).rejects.toThrow(DatabaseDown);
    await expect(stores.training.record(entry(day(), { employees: 3 }), write())).rejects.toThrow(DatabaseDown);
    await network.restore();
    await stores.deployment.ping();
  });

  test("after the bot let go of it is down, too, and nobody waits for ever", async () => {
    await stores.deployment.ping();
    await database.close();
    await expect(stores.deployment.ping()).rejects.toThrow(DatabaseDown);
    await expect(stores.training.record(entry(day(), { employees: 3 }), write())).rejects.toThrow(DatabaseDown);
  });

  test("is looked for at each of several hosts, and the one that answers is used", async () => {
    const [login, address] = network.url.split("@");
    const several = await openDatabase({ url: `${login}@127.0.0.1:1,${address}` });
    expect(await several.run("select 1 as one", [])).toEqual([{ one: 1 }]);
    await network.cut();
    await expect(several.run("select 1", [])).rejects.toThrow(DatabaseDown);
    await several.close();
  });
});

test("a server that takes no writes any more is down for writing, and is looked for anew", async () => {
  const [before] = await database.run<{ pid: number }>("select pg_backend_pid() as pid", []);
  await database.run("set default_transaction_read_only = on", []);
  await expect(stores.training.record(entry(day(), { employees: 3 }), write())).rejects.toThrow(DatabaseDown);
  const result = await stores.training.record(entry(day(), { employees: 3 }), write());
  expect(result.outcome).toBe("recorded");
  const [after] = await database.run<{ pid: number }>("select pg_backend_pid() as pid", []);
  expect(after?.pid).not.toBe(before?.pid);
});

test("a plan whose binding broke off is bound again: the bot starts by and by", async () => {
  const lost = network.loseAnswerTo("commit");
  await expect(stores.deployment.bind("milwaukee", [])).rejects.toThrow(DatabaseDown);
  await lost;
  await stores.deployment.bind("milwaukee", []);
  expect(await stores.deployment.get()).toMatchObject({ plan: "milwaukee" });
});

describe("a write whose connection broke", () => {
  test("after it was committed is recorded once, and the receipt is the same", async () => {
    const [heldOn, request] = [day(), write()];
    const lost = network.loseAnswerTo(request.request);
    const result = await stores.training.record(entry(heldOn, { people: [people.bo], employees: 3 }), request);
    await lost;
    expect(result).toMatchObject({ outcome: "recorded", record: { version: 1, totals: { employees: 3 } } });
    expect(await versionsOn(heldOn)).toEqual([{ version: 1 }]);
    expect(await truth.stores.training.record(entry(heldOn, { people: [people.bo], employees: 3 }), request)).toEqual(
      result,
    );
  });

  test("that left somebody out who is on record still says so", async () => {
    const [heldOn, request] = [day(), write()];
    await stores.training.record(entry(heldOn, { people: [people.ana] }), write());
    const lost = network.loseAnswerTo(`{${people.bo}}`);
    const result = await stores.training.record(entry(heldOn, { people: [people.ana, people.bo] }), request);
    await lost;
    expect(result).toMatchObject({ outcome: "recorded", alreadyRecorded: [{ name: "Ana Torres" }] });
  });

  test.each(["insert into", "commit"])("at “%s” of a transaction is done once", async (words) => {
    const heldOn = day();
    const { record } = await stores.training.record(entry(heldOn, { employees: 3 }), write());
    const lost = network.loseAnswerTo(words);
    const result = await stores.training.correct(record.id, entry(heldOn, { employees: 4 }), undefined, write());
    await lost;
    expect(result).toMatchObject({ outcome: "changed", record: { version: 2, employees: 4 } });
    expect(await versionsOn(heldOn)).toEqual([{ version: 1 }, { version: 2 }]);
  });

  test("and cannot be made again is of unknown outcome, never “nothing was saved”", async () => {
    const [heldOn, request] = [day(), write()];
    void network.loseAnswerTo(request.request).then(() => network.cut());
    await expect(stores.training.record(entry(heldOn, { employees: 3 }), request)).rejects.toThrow(OutcomeUnknown);
    expect(await versionsOn(heldOn)).toEqual([{ version: 1 }]);
    await network.restore();
    const again = await stores.training.record(entry(heldOn, { employees: 3 }), request);
    expect(again).toMatchObject({ outcome: "recorded" });
    expect(await versionsOn(heldOn)).toEqual([{ version: 1 }]);
  });

  test("while others were under way leaves the others alone", async () => {
    const lost = network.loseAnswerTo("pg_sleep");
    const asked = [
      database.run("select pg_sleep(0.3)", []),
      ...Array.from({ length: 10 }, () => stores.training.record(entry(day(), { employees: 3 }), write())),
    ];
    const [slept, ...recorded] = await Promise.allSettled(asked);
    await lost;
    expect(slept).toMatchObject({ status: "rejected", reason: expect.any(DatabaseDown) });
    expect(recorded.every(({ status }) => status === "fulfilled")).toBe(true);
  });
});

describe("a connection that was lost", () => {
  test("between two statements of a transaction is not replaced by another one in the middle of it", async () => {
    await rowsOf(truth.database.orm, sql`create table steps (step int)`);
    let tries = 0;
    await expect(
      transaction(database, async (orm) => {
        tries += 1;
        const [me] = await rowsOf<{ pid: number }>(orm, sql`select pg_backend_pid() as pid`);
        await rowsOf(orm, sql`insert into steps values (1)`);
        await ended(me?.pid ?? 0);
        await rowsOf(orm, sql`insert into steps values (2)`);
      }),
    ).rejects.toThrow(OutcomeUnknown);
    expect(tries).toBe(1);
    expect(await rowsOf(truth.database.orm, sql`select step from steps`)).toEqual([]);
  });

  test("while it rested is not used again", async () => {
    const [me] = await database.run<{ pid: number }>("select pg_backend_pid() as pid", []);
    await ended(me?.pid ?? 0);
    const [other] = await database.run<{ pid: number }>("select pg_backend_pid() as pid", []);
    expect(other?.pid).not.toBe(me?.pid);
  });

  /** Ends a connection as an administrator does, and waits until our side has seen it. */
  async function ended(pid: number): Promise<void> {
    await rowsOf(truth.database.orm, sql`select pg_terminate_backend(${pid}, 5000)`);
    await expect.poll(() => network.connections()).toBe(0);
  }

  test("in silence is given up after a while", async () => {
    const pool = createPool(network.url, 1);
    await pool.use((connection) => connection.unsafe("select 1"));
    network.freeze();
    await expect(pool.use((connection) => connection.unsafe("select 2"), 200)).rejects.toThrow(/CONNECTION_DESTROYED/);
    await network.restore();
    expect(await pool.use((connection) => connection.unsafe("select 3 as three"))).toEqual([{ three: 3 }]);
    await pool.close();
  });

  test("in silence ends a transaction at once when its time is over", async () => {
    const pool = createPool(network.url, 1);
    const work = pool.use(async (connection) => {
      await connection.unsafe("begin");
      network.freeze();
      await connection.unsafe("select 1");
    }, 300);
    await expect(work).rejects.toThrow(/CONNECTION_DESTROYED/);
    await pool.close();
  });
});
