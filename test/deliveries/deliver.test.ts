import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, rowsOf } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import type {
  Claim,
  FindResult,
  MessageRef,
  Messenger,
  OutgoingMessage,
  SendResult,
} from "../../src/core/deliveries/deliveries.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { plainText, reply, text } from "../../src/core/reply/reply.ts";
import { DatabaseDown } from "../../src/core/request/errors.ts";
import type { Timing } from "../../src/deliveries/asking.ts";
import { backoff, MOST_ATTEMPTS } from "../../src/deliveries/backoff.ts";
import { type Delivering, deliver } from "../../src/deliveries/deliver.ts";
import { freshDatabase } from "../support/databases.ts";
import { noteEnv, noteKind, notes } from "../support/deliveries/notes.ts";

let database: Database;
let stores: Stores;
let drop: () => Promise<void>;

beforeAll(async () => {
  const own = await freshDatabase();
  database = await openDatabase({ url: own.url });
  stores = createStores(database);
  drop = own.drop;
});
afterAll(async () => {
  await database.close();
  await drop();
});
beforeEach(() => rowsOf(database.orm, sql`truncate deliveries, rate_limits, identities`));

const TIMING: Timing = { leaseMs: 60_000, answerMs: 200, retryMs: 1_000 };

type Say<Result> = Result | Error | ((signal: AbortSignal) => Promise<Result>);

/** A platform that says one thing after the other; what it was sent is kept. */
function scripted(says: { send?: Say<SendResult>[]; find?: Say<FindResult>[]; update?: Say<SendResult>[] }) {
  const sent: OutgoingMessage[] = [];
  const updated: [OutgoingMessage, MessageRef][] = [];
  const looked: string[] = [];
  const next = async <Result>(script: Say<Result>[] | undefined, signal: AbortSignal): Promise<Result> => {
    const said = script?.shift();
    if (said === undefined) throw new Error("the script has no more lines");
    if (said instanceof Error) throw said;
    return typeof said === "function" ? (said as (signal: AbortSignal) => Promise<Result>)(signal) : said;
  };
  const messenger: Messenger = {
    platform: "slack",
    pace: { place: 0, tenant: 0 },
    send: (message, signal) => {
      sent.push(message);
      return next(says.send, signal);
    },
    find: ({ delivery }, signal) => {
      looked.push(delivery);
      return next(says.find, signal);
    },
    update: (message, ref, signal) => {
      updated.push([message, ref]);
      return next(says.update, signal);
    },
  };
  return { messenger, sent, looked, updated };
}

const delivering = (messenger: Messenger, more: Partial<Delivering> = {}): Delivering => ({
  store: stores.deliveries,
  kinds: new Map([[noteKind.name, noteKind]]),
  messengers: { slack: messenger },
  env: () => noteEnv(stores),
  timing: TIMING,
  random: () => 0,
  signal: new AbortController().signal,
  ...more,
});

async function claimNow(): Promise<Claim> {
  await rowsOf(database.orm, sql`update deliveries set next_at = now() - interval '1 second'`);
  const [claim] = await stores.deliveries.claim(1, TIMING.leaseMs);
  if (!claim) throw new Error("nothing is due");
  return claim;
}

/** One try after the other, as if all waiting were over. */
async function tries(count: number, how: Delivering): Promise<void> {
  for (let at = 0; at < count; at += 1) await deliver(await claimNow(), how);
}

interface Row {
  id: string;
  state: string;
  reason: string | null;
  attempts: number;
  dueIn: number;
  message: unknown;
}

async function row(): Promise<Row> {
  const [only] = await rowsOf<Row>(
    database.orm,
    sql`select id::text as id, state, reason, attempts, message, (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as "dueIn" from deliveries`,
  );
  if (!only) throw new Error("there is no delivery");
  return only;
}

const enqueueNote = () => stores.deliveries.enqueue(notes(1));
const SENT: SendResult = { state: "sent", ref: { ts: "1.2" } };
const AMBIGUOUS: SendResult = { state: "ambiguous", reason: "http 500" };

test("a message is composed, carries its delivery, and is settled with the platform's name for it", async () => {
  await enqueueNote();
  const { messenger, sent } = scripted({ send: [SENT] });
  await tries(1, delivering(messenger));

  const { id, state, message } = await row();
  expect([state, message]).toEqual(["sent", { ts: "1.2" }]);
  expect(sent).toMatchObject([{ delivery: id, address: { platform: "slack", tenant: "T1", to: "place", id: "C0" } }]);
});

test("Retry-After is waited for, whatever the backoff", async () => {
  await enqueueNote();
  const { messenger } = scripted({ send: [{ state: "retry", afterMs: 30_000, reason: "ratelimited" }] });
  await tries(1, delivering(messenger));

  const { state, reason, dueIn } = await row();
  expect([state, reason]).toEqual(["pending", "ratelimited"]);
  expect(dueIn).toBeGreaterThan(29_000);
  expect(dueIn).toBeLessThan(30_500);
});

test("the waits between tries grow, and each is drawn anew", async () => {
  await enqueueNote();
  const { messenger } = scripted({ send: Array.from({ length: 4 }, () => ({ state: "retry", reason: "http 503" })) });
  const draws = [1, 1, 1, 0.4];
  const waits: number[] = [];
  for (const drawn of draws) {
    await tries(1, delivering(messenger, { random: () => drawn }));
    waits.push((await row()).dueIn / 1000);
  }

  for (const [at, most] of [1, 5, 25, 50].entries()) {
    expect(waits[at]).toBeLessThanOrEqual(most);
    expect(waits[at]).toBeGreaterThan(most - 1);
  }
});

test("eight tries take about a day at most", () => {
  const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, at) => backoff(at + 1, undefined, 5_000, () => 1));
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;

  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(30);
});

test("eight tries and no more: then it is failed, with the last reason", async () => {
  await enqueueNote();
  const { messenger, sent } = scripted({
    send: Array.from({ length: 9 }, () => ({ state: "retry", reason: "http 503" })),
  });
  await tries(8, delivering(messenger));

  expect(await row()).toMatchObject({ state: "failed", reason: "http 503" });
  expect(sent).toHaveLength(8);
});

test("what can never be delivered is failed at once", async () => {
  await enqueueNote();
  await tries(1, delivering(scripted({ send: [{ state: "failed", reason: "is_archived" }] }).messenger));

  expect(await row()).toMatchObject({ state: "failed", reason: "is_archived", attempts: 1 });
});

test.each([
  ["an answer that says nothing", AMBIGUOUS],
  ["a connection that broke", Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })],
])("after %s the message is looked for, found, and not sent again", async (_what, said) => {
  await enqueueNote();
  const { messenger, sent, looked } = scripted({ send: [said], find: [{ state: "found", ref: { ts: "1.2" } }] });
  await tries(1, delivering(messenger));
  expect(await row()).toMatchObject({ state: "sending" });
  await tries(1, delivering(messenger));

  expect(await row()).toMatchObject({ state: "sent", message: { ts: "1.2" } });
  expect([sent.length, looked.length]).toEqual([1, 1]);
});

test("what is still under way has time to arrive before it is looked for", async () => {
  await enqueueNote();
  await tries(1, delivering(scripted({ send: [AMBIGUOUS] }).messenger));

  expect((await row()).dueIn).toBeGreaterThan(TIMING.retryMs / 2 - 200);
});

test("a platform that hangs is left after a while, and told so", async () => {
  await enqueueNote();
  let told = false;
  const hang = (signal: AbortSignal) =>
    new Promise<SendResult>(() => {
      signal.addEventListener("abort", () => {
        told = true;
      });
    });
  await tries(1, delivering(scripted({ send: [hang] }).messenger));

  expect(await row()).toMatchObject({ state: "sending", reason: "no answer in time" });
  expect(told).toBe(true);
});

test("what is looked for and is not there is sent again", async () => {
  await enqueueNote();
  const { messenger, sent } = scripted({ send: [AMBIGUOUS, SENT], find: [{ state: "absent" }] });
  await tries(2, delivering(messenger));

  expect(await row()).toMatchObject({ state: "sent" });
  expect(sent).toHaveLength(2);
});

test("where the platform cannot tell, it is unconfirmed and not sent again", async () => {
  await enqueueNote();
  const { messenger, sent } = scripted({
    send: [AMBIGUOUS],
    find: [{ state: "unknown", reason: "cannot read its own posts" }],
  });
  await tries(2, delivering(messenger));

  expect(await row()).toMatchObject({ state: "unconfirmed", reason: "cannot read its own posts" });
  expect(sent).toHaveLength(1);
});

test("a question that is not answered is asked again, eight tries in all, and then it is unconfirmed", async () => {
  await enqueueNote();
  const find: Say<FindResult>[] = Array.from({ length: 8 }, () => ({
    state: "retry",
    afterMs: 60_000,
    reason: "ratelimited",
  }));
  const { messenger, sent, looked } = scripted({ send: [AMBIGUOUS], find });
  await tries(2, delivering(messenger));
  expect((await row()).dueIn).toBeGreaterThan(59_000);
  await tries(6, delivering(messenger));

  expect(await row()).toMatchObject({ state: "unconfirmed", reason: "ratelimited" });
  expect([sent.length, looked.length]).toEqual([1, 7]);
});

test("an officer who insists has an unconfirmed message looked for once more, and sent where nobody can tell", async () => {
  await enqueueNote();
  const unknown: FindResult = { state: "unknown", reason: "cannot read its own posts" };
  const { messenger, sent, looked } = scripted({ send: [AMBIGUOUS, SENT], find: [unknown, unknown] });
  await tries(2, delivering(messenger));
  await stores.deliveries.resend((await row()).id, { actor: 0, request: "insist", year: 2026 });
  await tries(1, delivering(messenger));

  expect(await row()).toMatchObject({ state: "sent" });
  expect([sent.length, looked.length]).toEqual([2, 2]);
});

test("an officer who insists on a message that did arrive sends no second one", async () => {
  await enqueueNote();
  const { messenger, sent } = scripted({
    send: [AMBIGUOUS],
    find: [
      { state: "unknown", reason: "not now" },
      { state: "found", ref: { ts: "1.2" } },
    ],
  });
  await tries(2, delivering(messenger));
  await stores.deliveries.resend((await row()).id, { actor: 0, request: "insist on arrived", year: 2026 });
  await tries(1, delivering(messenger));

  expect(await row()).toMatchObject({ state: "sent" });
  expect(sent).toHaveLength(1);
});

test("insisting once does not excuse the next unknown outcome", async () => {
  await enqueueNote();
  const unknown: FindResult = { state: "unknown", reason: "cannot tell" };
  const { messenger, sent } = scripted({ send: [AMBIGUOUS, AMBIGUOUS], find: [unknown, unknown, unknown] });
  await tries(2, delivering(messenger));
  await stores.deliveries.resend((await row()).id, { actor: 0, request: "insist once", year: 2026 });
  await tries(2, delivering(messenger));

  expect(await row()).toMatchObject({ state: "unconfirmed" });
  expect(sent).toHaveLength(2);
});

test("a message that has nothing to say any more is skipped, with the reason", async () => {
  await enqueueNote();
  const kind: MessageKind = { ...noteKind, compose: async () => ({ skip: "the record was undone" }) };
  const { messenger, sent } = scripted({});
  await tries(1, delivering(messenger, { kinds: new Map([["note", kind]]) }));

  expect(await row()).toMatchObject({ state: "skipped", reason: "the record was undone" });
  expect(sent).toHaveLength(0);
});

test.each([
  ["cannot be composed", new Map([["note", { ...noteKind, compose: () => Promise.reject(new Error("a bug")) }]])],
  ["is of a kind that only a newer program knows", new Map()],
])("a message that %s is tried again, and failed in the end", async (_what, kinds) => {
  await enqueueNote();
  const { messenger, sent } = scripted({});
  await tries(1, delivering(messenger, { kinds }));
  expect(await row()).toMatchObject({ state: "pending", reason: "could not be composed" });
  await tries(7, delivering(messenger, { kinds }));

  expect(await row()).toMatchObject({ state: "failed" });
  expect(sent).toHaveLength(0);
});

test("a place on a platform that is not connected is failed, and says so", async () => {
  await enqueueNote();
  await tries(1, delivering(scripted({}).messenger, { messengers: {} }));

  expect(await row()).toMatchObject({ state: "failed", reason: "slack is not connected" });
});

test("a process that slept over half of its lease before sending leaves the message to others", async () => {
  await enqueueNote();
  const { messenger, sent } = scripted({ send: [SENT] });
  const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 120));
  const how = delivering(messenger, {
    timing: { ...TIMING, leaseMs: 200 },
    before: (step) => (step === "send" ? sleep() : undefined),
  });

  expect(await deliver(await claimNow(), how)).toEqual({ state: "lost" });
  expect(sent).toHaveLength(0);
});

test("what the platform took is written down once the database is back", async () => {
  await enqueueNote();
  let down = 2;
  const settle: typeof stores.deliveries.settle = async (...settled) => {
    down -= 1;
    if (down >= 0) throw new DatabaseDown("the database cannot be reached");
    return stores.deliveries.settle(...settled);
  };
  const { messenger, sent } = scripted({ send: [SENT] });
  await tries(
    1,
    delivering(messenger, { store: { ...stores.deliveries, settle }, timing: { ...TIMING, leaseMs: 2_000 } }),
  );

  expect(await row()).toMatchObject({ state: "sent" });
  expect(sent).toHaveLength(1);
});

test("a claim that another worker took over is neither sent nor settled", async () => {
  await enqueueNote();
  const late = await claimNow();
  await claimNow();
  const { messenger, sent } = scripted({ send: [SENT] });

  expect(await deliver(late, delivering(messenger))).toEqual({ state: "lost" });
  expect(sent).toHaveLength(0);
});

test("what another worker settled meanwhile stays as it is", async () => {
  await enqueueNote();
  const late = await claimNow();
  const { messenger } = scripted({ send: [SENT], find: [{ state: "unknown", reason: "cannot tell" }] });
  const overtake = async (step: string) => {
    if (step === "settle") await deliver(await claimNow(), delivering(messenger));
  };

  expect(await deliver(late, delivering(messenger, { before: overtake }))).toEqual({ state: "lost" });
  expect(await row()).toMatchObject({ state: "unconfirmed" });
});

/** A message whose words change. */
const board: { words: string; kind: MessageKind } = {
  words: "",
  kind: {
    name: "note",
    label: "A board",
    compose: async () => (board.words === "" ? { skip: "nothing to say" } : reply(text(board.words))),
  },
};

/** It was sent, saying "three things are open". */
async function posted(platform: ReturnType<typeof scripted>): Promise<Delivering> {
  const how = delivering(platform.messenger, { kinds: new Map([["note", board.kind]]) });
  board.words = "three things are open";
  await enqueueNote();
  await tries(1, how);
  return how;
}

test("a message whose words changed is edited in place, once", async () => {
  const platform = scripted({ send: [SENT], update: [SENT] });
  const how = await posted(platform);
  board.words = "two things are open";
  await stores.deliveries.revise("note");
  await tries(1, how);
  await stores.deliveries.revise("note");
  await tries(1, how);

  expect(platform.updated.map(([message, ref]) => [plainText(message.reply), ref])).toEqual([
    ["two things are open", { ts: "1.2" }],
  ]);
  expect(await row()).toMatchObject({ state: "sent", message: { ts: "1.2" } });
});

test("a message that has nothing to say any more stays as it is", async () => {
  const platform = scripted({ send: [SENT] });
  const how = await posted(platform);
  board.words = "";
  await stores.deliveries.revise("note");
  await tries(1, how);

  expect(platform.updated).toEqual([]);
  expect(await row()).toMatchObject({ state: "sent", message: { ts: "1.2" } });
});

test.each([
  ["refused for a while", { state: "retry", afterMs: 10, reason: "ratelimited" }],
  ["that broke off", AMBIGUOUS],
  ["that never ended", new Error("reset")],
] as [string, Say<SendResult>][])("an edit %s is made again", async (_how, first) => {
  const platform = scripted({ send: [SENT], update: [first, SENT] });
  const how = await posted(platform);
  board.words = "two things are open";
  await stores.deliveries.revise("note");
  await tries(1, how);
  expect((await row()).state).toBe("revising");
  await tries(1, how);

  expect(platform.updated).toHaveLength(2);
  expect(platform.looked).toEqual([]);
  expect((await row()).state).toBe("sent");
});

test("an edit of what somebody deleted is listed, and sent anew when the officer wants it", async () => {
  const again: SendResult = { state: "sent", ref: { ts: "2.0" } };
  const platform = scripted({ send: [SENT, again], update: [{ state: "failed", reason: "message_not_found" }] });
  const how = await posted(platform);
  board.words = "two things are open";
  await stores.deliveries.revise("note");
  await tries(1, how);
  const { deliveries } = await stores.deliveries.open(10);
  expect(deliveries).toMatchObject([{ state: "failed", reason: "message_not_found" }]);

  await stores.deliveries.resend((await row()).id, { actor: 1, request: "test:resend", year: 2026 });
  await tries(1, how);
  expect(platform.sent).toHaveLength(2);
  expect(await row()).toMatchObject({ state: "sent", message: { ts: "2.0" } });
});
