import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../../db/client.ts";
import { type Database, rowsOf, transaction } from "../../../db/database.ts";
import { enqueue } from "../../../db/stores/deliveries/enqueue.ts";
import { deliveryStore } from "../../../db/stores/deliveries/index.ts";
import {
  type Address,
  type Claim,
  type DeliveryStore,
  type NewDelivery,
  toPerson,
} from "../../../src/core/deliveries/deliveries.ts";
import { freshDatabase } from "../../support/databases.ts";

const LEASE = 60_000;
const NO_LIMIT = { place: 0, tenant: 0 };

const note = (n: number): NewDelivery => ({
  kind: "note",
  recipient: toPerson(n),
  occasion: `note ${n}`,
  data: { note: n },
});

const place = (id: string): Address => ({ platform: "slack", tenant: "T1", to: "place", id });

async function openServer() {
  const own = await freshDatabase();
  const database = await openDatabase({ url: own.url });
  return { database, close: () => database.close().then(own.drop) };
}

async function openEmbedded() {
  const dataDir = await mkdtemp(join(tmpdir(), "deliveries-"));
  const database = await openDatabase({ dataDir });
  await database.migrate();
  return { database, close: () => database.close().then(() => rm(dataDir, { recursive: true, force: true })) };
}

describe.each([
  ["a server", openServer],
  ["the embedded database", openEmbedded],
])("deliveries on %s", (_name, open) => {
  let database: Database;
  let store: DeliveryStore;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ database, close } = await open());
    store = deliveryStore(database);
  });
  afterAll(() => close());
  beforeEach(() => rowsOf(database.orm, sql`truncate deliveries, rate_limits`));

  const rows = () =>
    rowsOf<{ id: string; state: string; attempts: number; reason: string | null; dueIn: number }>(
      database.orm,
      sql`select id::text as id, state, attempts, reason, (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as "dueIn" from deliveries order by occasion`,
    );
  const theOne = async (work: Promise<Claim[]>): Promise<Claim> => {
    const [claim, ...more] = await work;
    if (!claim || more.length > 0) throw new Error(`${more.length + (claim ? 1 : 0)} were claimed instead of one`);
    return claim;
  };
  const claimOne = () => theOne(store.claim(1, LEASE));
  /** As if the lease, or the time to wait, were over. */
  const timePasses = () => rowsOf(database.orm, sql`update deliveries set next_at = now() - interval '1 second'`);

  test("the same kind, recipient and occasion is one message, however many add it at once", async () => {
    const added = await Promise.all(Array.from({ length: 20 }, () => store.enqueue([note(1), note(2), note(1)])));

    expect(added.reduce((sum, one) => sum + one, 0)).toBe(2);
    expect(await rows()).toHaveLength(2);
  });

  test("a transaction that is taken back leaves no message", async () => {
    const work = transaction(database, async (orm) => {
      await enqueue(orm, [note(1)]);
      throw new Error("taken back");
    });

    await expect(work).rejects.toThrow("taken back");
    expect(await rows()).toHaveLength(0);
  });

  test("what one worker holds, no other gets", async () => {
    await store.enqueue(Array.from({ length: 50 }, (_, n) => note(n)));

    const claims = (await Promise.all(Array.from({ length: 10 }, () => store.claim(7, LEASE)))).flat();

    expect(claims).toHaveLength(50);
    expect(new Set(claims.map(({ id }) => id)).size).toBe(50);
    expect(await store.claim(7, LEASE)).toEqual([]);
  });

  test("a claim whose lease ran out before anything was sent is simply taken again", async () => {
    await store.enqueue([note(1)]);
    const first = await claimOne();
    await timePasses();

    const second = await claimOne();

    expect(second).toMatchObject({ id: first.id, doubtful: false, attempts: 2, data: { note: 1 } });
    expect(second.token).toBeGreaterThan(first.token);
  });

  test("a claim whose lease ran out while it was being sent is doubtful, and says where it went", async () => {
    await store.enqueue([note(1)]);
    await store.begin(await claimOne(), place("C1"), NO_LIMIT, LEASE);
    await timePasses();

    expect(await claimOne()).toMatchObject({ doubtful: true, address: place("C1") });
  });

  test("what is kept back is due after that time, and not before", async () => {
    await store.enqueue([{ ...note(1), afterMs: 3_600_000 }, note(2)]);

    expect(await claimOne()).toMatchObject({ data: { note: 2 } });
    const [kept] = await rows();
    expect(kept?.dueIn).toBeGreaterThan(3_590_000);
    expect(kept?.dueIn).toBeLessThanOrEqual(3_600_000);
  });

  test("a try that does not count is never the last, and says why the message waits", async () => {
    await store.enqueue([note(1)]);
    for (let at = 0; at < 20; at += 1) {
      const claim = await claimOne();
      expect(claim.attempts).toBe(1);
      await store.settle(claim, { state: "retry", afterMs: 0, reason: "token_revoked", free: true });
    }
    expect((await store.open(5)).waiting).toEqual([{ reason: "token_revoked", count: 1 }]);
  });

  test("what was sent is taken up again to be said anew, with what stands there", async () => {
    await store.enqueue([note(1), { ...note(2), kind: "other" }]);
    for (const claim of await store.claim(2, LEASE)) {
      await store.begin(claim, place("C1"), NO_LIMIT, LEASE);
      await store.settle(claim, { state: "sent", ref: { ts: "1.2" }, content: "mark" });
    }

    expect(await store.revise("note", "note 7")).toBe(0);
    expect(await store.revise("note", "note 1")).toBe(1);
    const claim = await claimOne();
    expect(claim).toMatchObject({ doubtful: false, attempts: 1, address: place("C1") });
    expect(claim.sent).toEqual({ ref: { ts: "1.2" }, content: "mark" });
    await store.settle(claim, { state: "retry", afterMs: 0, reason: "ratelimited" });
    expect((await claimOne()).sent).toEqual({ ref: { ts: "1.2" }, content: "mark" });
  });

  test.each(["before it is begun", "while it is sent"])(
    "what is to be said anew %s is edited afterwards",
    async (when) => {
      await store.enqueue([note(1)]);
      const claim = await claimOne();
      if (when === "before it is begun") await store.revise("note");
      await store.begin(claim, place("C1"), NO_LIMIT, LEASE);
      if (when === "while it is sent") await store.revise("note");
      await store.settle(claim, { state: "sent", ref: { ts: "1.2" }, content: "old" });

      const again = await claimOne();
      expect(again.sent).toEqual({ ref: { ts: "1.2" }, content: "old" });
      await store.settle(again, { state: "sent", ref: { ts: "1.2" }, content: "new" });
      expect(await store.claim(1, LEASE)).toEqual([]);
    },
  );

  test("a worker that dies while it edits leaves a message to be edited, not one in doubt", async () => {
    await store.enqueue([note(1)]);
    const first = await claimOne();
    await store.begin(first, place("C1"), NO_LIMIT, LEASE);
    await store.settle(first, { state: "sent", ref: { ts: "1.2" }, content: "old" });
    await store.revise("note");
    await store.begin(await claimOne(), place("C1"), NO_LIMIT, LEASE);
    await timePasses();

    expect(await claimOne()).toMatchObject({ doubtful: false, sent: { content: "old" } });
  });

  test("a worker that comes late changes nothing", async () => {
    await store.enqueue([note(1)]);
    const late = await claimOne();
    await store.begin(late, place("C1"), NO_LIMIT, LEASE);
    await timePasses();
    const current = await claimOne();

    expect(await store.begin(late, place("C1"), NO_LIMIT, LEASE)).toEqual({ state: "lost" });
    expect(await store.settle(late, { state: "failed", reason: "late" })).toBe(false);
    await store.release([late]);
    expect(await rows()).toMatchObject([{ state: "sending", reason: null, attempts: 2 }]);
    expect(await store.settle(current, { state: "sent", ref: { ts: "1.2" }, content: "c" })).toBe(true);
    expect(await store.settle(late, { state: "unconfirmed", reason: "late" })).toBe(false);
    expect(await rows()).toMatchObject([{ state: "sent" }]);
  });

  test("what is settled is claimed by nobody", async () => {
    await store.enqueue([note(1), note(2), note(3), note(4)]);
    const [one, two, three, four] = await store.claim(4, LEASE);
    if (!one || !two || !three || !four) throw new Error("four were enqueued");
    await store.settle(one, { state: "sent", ref: {}, content: "" });
    await store.settle(two, { state: "failed", reason: "channel_not_found" });
    await store.settle(three, { state: "unconfirmed", reason: "no answer" });
    await store.settle(four, { state: "skipped", reason: "undone" });
    await timePasses();

    expect(await store.claim(4, LEASE)).toEqual([]);
  });

  test("a failed send waits as long as it was told to, and is then no longer doubtful", async () => {
    await store.enqueue([note(1)]);
    const claim = await claimOne();
    await store.begin(claim, place("C1"), NO_LIMIT, LEASE);
    await store.settle(claim, { state: "retry", afterMs: 30_000, reason: "ratelimited" });

    const [row] = await rows();
    expect(row).toMatchObject({ state: "pending", reason: "ratelimited" });
    expect(row?.dueIn).toBeGreaterThan(25_000);
    expect(await store.claim(1, LEASE)).toEqual([]);
    await timePasses();
    expect(await claimOne()).toMatchObject({ doubtful: false });
  });

  test("what was not tried is given back at once and does not count as a try", async () => {
    await store.enqueue([note(1)]);
    await store.release([await claimOne()]);

    expect(await claimOne()).toMatchObject({ attempts: 1 });
  });

  test("what was sent is forgotten after 90 days; what needs an eye, or was never told, is not", async () => {
    const aged = [
      ["sent", 91],
      ["sent", 89],
      ["failed", 91],
      ["unconfirmed", 91],
      ["skipped", 91],
    ] as const;
    await store.enqueue([...aged, "pending"].map((_, at) => note(at)));
    for (const [at, [state, days]] of aged.entries())
      await rowsOf(
        database.orm,
        sql`update deliveries set state = ${state}, settled_at = now() - make_interval(days => ${days}) where occasion = ${`note ${at}`}`,
      );
    await store.purge();

    expect((await rows()).map(({ state }) => state)).toEqual(["sent", "failed", "unconfirmed", "skipped", "pending"]);
    expect(await store.enqueue([note(0)])).toBe(1);
  });

  describe("at the pace of the platform", () => {
    const begin = async (to: Address, pace: { place: number; tenant: number }) =>
      store.begin(await claimOne(), to, pace, LEASE);
    /** The moment of a turn, on this process's clock. */
    const turnOf = async (asked: ReturnType<DeliveryStore["begin"]>) => {
      const begun = await asked;
      return performance.now() + ("waitMs" in begun ? begun.waitMs : Number.NaN);
    };

    test("messages to one place get turns of their own; the far ones are put back to theirs", async () => {
      await store.enqueue([1, 2, 3, 4].map(note));

      const turns: number[] = [];
      for (let at = 0; at < 4; at += 1) turns.push(await turnOf(begin(place("C1"), { place: 2000, tenant: 0 })));

      const gaps = turns.slice(1).map((turn, at) => turn - (turns[at] ?? Number.NaN));
      for (const gap of gaps) expect(gap).toBeGreaterThan(1500);
      expect((await rows()).map(({ state }) => state).sort()).toEqual(["pending", "pending", "pending", "sending"]);
    });

    test("a turn that is near is waited for, not put back", async () => {
      await store.enqueue([1, 2].map(note));
      const pace = { place: 300, tenant: 0 };

      expect(await begin(place("C1"), pace)).toMatchObject({ state: "go", waitMs: 0 });
      expect(await begin(place("C1"), pace)).toMatchObject({ state: "go" });
    });

    test("a turn that was kept is used when it comes, and no second one is taken", async () => {
      await store.enqueue([1, 2, 3].map(note));
      const pace = { place: 700, tenant: 0 };
      for (const state of ["go", "later", "later"]) expect(await begin(place("C1"), pace)).toMatchObject({ state });
      const taken = await rowsOf(database.orm, sql`select free_at from rate_limits`);
      await sleep(750);

      expect(await begin(place("C1"), pace)).toMatchObject({ state: "go" });
      await timePasses();
      expect(await store.claim(5, LEASE).then((claims) => claims.map(({ attempts }) => attempts).sort())).toEqual([
        1, 2, 2,
      ]);
      expect(await rowsOf(database.orm, sql`select free_at from rate_limits`)).toEqual(taken);
    });

    test("what missed its turn goes at once, but never closer to another than the pace", async () => {
      await store.enqueue([1, 2, 3].map(note));
      const pace = { place: 600, tenant: 0 };
      for (const state of ["go", "later", "later"]) expect(await begin(place("C1"), pace)).toMatchObject({ state });
      await sleep(1300);

      expect(await begin(place("C1"), pace)).toMatchObject({ state: "go" });
      expect(await begin(place("C1"), pace)).toMatchObject({ state: "later", until: "place" });
    });

    test("other places do not wait", async () => {
      await store.enqueue([1, 2, 3].map(note));

      for (const id of ["C1", "C2", "C3"])
        expect(await begin(place(id), { place: 10_000, tenant: 0 })).toMatchObject({ state: "go" });
    });

    test("the whole workspace has a pace of its own", async () => {
      await store.enqueue([1, 2].map(note));
      const pace = { place: 0, tenant: 10_000 };

      expect(await begin(place("C1"), pace)).toMatchObject({ state: "go" });
      expect(await begin(place("C2"), pace)).toMatchObject({ state: "later", until: "workspace" });
    });

    test("being put back does not count as a try", async () => {
      await store.enqueue([1, 2].map(note));
      const pace = { place: 10_000, tenant: 0 };
      await begin(place("C1"), pace);
      await begin(place("C1"), pace);

      const tries = (await rows()).map(({ attempts, state }) => `${state} ${attempts}`);
      expect(tries.sort()).toEqual(["pending 0", "sending 1"]);
    });

    test("a place that asked for peace is left in peace by every message", async () => {
      await store.enqueue([1, 2].map(note));
      const pace = { place: 1, tenant: 0 };
      const claim = await claimOne();
      await store.begin(claim, place("C1"), pace, LEASE);
      const closed = { address: place("C1"), ms: 20_000 };
      await store.settle(claim, { state: "retry", afterMs: 20_000, reason: "ratelimited", closed });

      const next = await begin(place("C1"), pace);

      expect(next).toMatchObject({ state: "later", until: "place" });
      expect("waitMs" in next && next.waitMs).toBeGreaterThan(15_000);
    });

    test("however many ask at once, each gets a turn of its own", async () => {
      await store.enqueue(Array.from({ length: 20 }, (_, n) => note(n)));
      const pace = { place: 1000, tenant: 0 };
      const first = await turnOf(begin(place("C1"), pace));
      const claims = await store.claim(19, LEASE);

      const turns = await Promise.all(claims.map((claim) => turnOf(store.begin(claim, place("C1"), pace, LEASE))));

      expect(Math.max(...turns) - first).toBeGreaterThan(18_500);
      const whole = turns.map((turn) => Math.round((turn - first) / 1000));
      expect(new Set(whole).size).toBe(19);
    });
  });

  describe("for the officer", () => {
    const write = { actor: 0, request: "", year: 2026 };

    const settled = async (state: "failed" | "unconfirmed") => {
      await store.enqueue([note(1)]);
      const claim = await claimOne();
      await store.begin(claim, place("C1"), NO_LIMIT, LEASE);
      await store.settle(claim, { state, reason: "gone" });
      return claim.id;
    };

    test("failed and unconfirmed messages are listed with whom they are for and why", async () => {
      const id = await settled("failed");

      expect(await store.open(10)).toMatchObject({
        total: 1,
        deliveries: [{ id, kind: "note", recipient: "person:1", state: "failed", reason: "gone" }],
      });
    });

    test("a failed message starts afresh", async () => {
      const id = await settled("failed");

      expect(await store.resend(id, { ...write, request: `afresh ${id}` })).toBe("resent");
      expect(await store.open(10)).toMatchObject({ total: 0 });
      expect(await claimOne()).toMatchObject({ id, doubtful: false, insisted: false, attempts: 1 });
    });

    test("an unconfirmed message is looked for first, and the trail says who insisted", async () => {
      const id = await settled("unconfirmed");

      expect(await store.resend(id, { ...write, request: `insist ${id}` })).toBe("resent");
      expect(await claimOne()).toMatchObject({ id, doubtful: true, insisted: true, attempts: 1 });
      const trail = await rowsOf(
        database.orm,
        sql`select action, details from audit_entries where subject = ${`delivery:${id}`}`,
      );
      expect(trail).toMatchObject([{ action: "delivery.resend" }]);
    });

    test.each(["not an id", "0b9d3c52-9d3f-4e0a-8f53-1c5a3b8a7e11"])("%s is nothing to send again", async (id) => {
      expect(await store.resend(id, { ...write, request: `none ${id}` })).toBe("not-open");
    });
  });
});
