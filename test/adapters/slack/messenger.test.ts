import { randomUUID } from "node:crypto";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Health } from "../../../adapters/slack/health/health.ts";
import { BOT_SCOPES } from "../../../adapters/slack/install/scopes.ts";
import { Workspaces } from "../../../adapters/slack/install/workspaces.ts";
import { Profiles } from "../../../adapters/slack/people/profiles.ts";
import { userSource } from "../../../adapters/slack/people/users.ts";
import { ChartSupport } from "../../../adapters/slack/render/chart.ts";
import { renderReply } from "../../../adapters/slack/render/render.ts";
import { messageFaults } from "../../../adapters/slack/send/check.ts";
import { Clients } from "../../../adapters/slack/send/clients.ts";
import { createMessenger } from "../../../adapters/slack/send/messenger.ts";
import { reasonWords } from "../../../commands/status/reasons.ts";
import type { Address, MessageRef, Messenger, SendResult } from "../../../src/core/deliveries/deliveries.ts";
import { type Block, heading, reply, text } from "../../../src/core/reply/reply.ts";
import { memoryDrafts } from "../../support/drafts.ts";
import { holdsTheAdapterContract } from "../contract.ts";
import { createFront, type Fault, type Front } from "./front.ts";
import { BOT_TOKEN, call, explore, freePort, seed } from "./workspace.ts";

let emulator: Emulator;
let front: Front;
let messenger: Messenger;
let channel: Address;
let ana: Address;
let members: Profiles;
let health: Health;
const refused: string[] = [];

beforeAll(async () => {
  emulator = await createEmulator({ service: "slack", port: await freePort(), seed: { slack: seed() } });
  front = await createFront(emulator.url);
  const workspace = await explore(emulator.url);
  const clients = new Clients(`${front.url}/api/`);
  const workspaces = new Workspaces();
  const ours = {
    tenant: workspace.teamId,
    teamId: workspace.teamId,
    enterpriseId: undefined,
    token: BOT_TOKEN,
    botUserId: workspace.botUserId,
    botId: undefined,
  };
  workspaces.add("token", ours);
  members = new Profiles(userSource(clients));
  await members.read(ours, undefined);
  health = new Health({ clients, workspaces, onRefused: (_tenant, reason) => refused.push(reason) }, 50);
  const drawPicture = async () => new Uint8Array([1, 2, 3]);
  const host = { drafts: memoryDrafts(), onFault: () => {}, wallClock: Date.now, drawPicture };
  const directory = { isRead: () => true };
  const charts = new ChartSupport();
  messenger = createMessenger({ clients, workspaces, profiles: members, directory, charts, health, host });
  channel = { platform: "slack", tenant: workspace.teamId, to: "place", id: workspace.channel };
  ana = { platform: "slack", tenant: workspace.teamId, to: "person", id: workspace.userId("ana.torres") };
});
afterAll(async () => {
  health?.stop();
  await front?.close();
  await emulator?.close();
});
beforeEach(() => {
  front.calls.length = 0;
});

const words = reply(heading("Public Works"), text("Three things are still open."));
const patient = () => AbortSignal.timeout(60_000);

const send = (address: Address, delivery: string, blocks: Block[] = words.blocks, signal = patient()) =>
  messenger.send({ delivery, address, reply: { visibility: "place", blocks } }, signal);
const find = (address: Address, delivery: string) => messenger.find({ delivery, address }, patient());

interface Kept {
  text: string;
  metadata?: { event_payload: { delivery: string; part: number } };
}

/** What really stands in the channel for a delivery. */
async function kept(delivery: string): Promise<Kept[]> {
  const args = { channel: channel.id, limit: "200" };
  const history = await call<{ messages: Kept[] }>(emulator.url, "conversations.history", args);
  return history.messages.filter(({ metadata }) => metadata?.event_payload.delivery === delivery);
}

describe("Slack, like every adapter,", () => {
  holdsTheAdapterContract({
    render: async (answer) => {
      const { messages, files } = await renderReply(answer, memoryDrafts());
      const shown = JSON.stringify([messages.map(({ blocks }) => blocks), files.map(({ name }) => name)]);
      return { shown, fallback: messages[0].text, faults: messages.flatMap(messageFaults) };
    },
    messenger: () => messenger,
    person: () => ana,
    place: () => channel,
  });
});

describe("a message nobody asked for", () => {
  test("stands in its channel, and is found there by its delivery", async () => {
    const delivery = randomUUID();
    const sent = await send(channel, delivery);
    expect(sent).toMatchObject({ state: "sent", ref: { channel: channel.id } });
    expect(await find(channel, delivery)).toEqual({ state: "found", ref: (sent as { ref: object }).ref });
    expect(await kept(delivery)).toHaveLength(1);
  });

  test("goes to a person in a direct message", async () => {
    const delivery = randomUUID();
    expect(await send(ana, delivery)).toMatchObject({ state: "sent" });
    expect(await find(ana, delivery)).toMatchObject({ state: "found" });
  });

  test("that was never sent is not found", async () => {
    expect(await find(channel, randomUUID())).toEqual({ state: "absent" });
  });

  test("reaches somebody who never wrote, by e-mail address", () => {
    expect(messenger.addressOf?.("ana.torres@milwaukee.example")).toEqual(ana);
    expect(messenger.addressOf?.("nobody@milwaukee.example")).toBeUndefined();
  });

  test("for nobody fails for good", async () => {
    expect(await send({ ...channel, id: "C0FAKE" }, randomUUID())).toEqual({
      state: "failed",
      reason: "channel_not_found",
    });
  });
});

describe("a channel that came to be shared since it was bound", () => {
  const shared = { id: "C1", is_ext_shared: true };

  test("gets nothing more, and the officer hears why", async () => {
    const delivery = randomUUID();
    front.answerNext("conversations.info", { ok: true, channel: shared });
    expect(await send(channel, delivery)).toEqual({ state: "failed", reason: "shared_channel" });
    expect(await kept(delivery)).toEqual([]);
    expect(reasonWords("shared_channel")).toContain("people of another organisation see the channel");
  });

  test("keeps what was posted before, and gets no edit", async () => {
    const delivery = randomUUID();
    const sent = await send(channel, delivery);
    front.answerNext("conversations.info", { ok: true, channel: shared });
    const anew = { delivery, address: channel, reply: reply(text("Anew.")) };
    const ref = sent.state === "sent" ? sent.ref : {};
    expect(await messenger.update(anew, ref, patient())).toEqual({ state: "failed", reason: "shared_channel" });
    expect((await kept(delivery)).map((one) => one.text)).not.toContain("Anew.");
  });

  test.each(["429", "500", "reset"] as Fault[])("is asked for again when Slack does not say (%j)", async (fault) => {
    const delivery = randomUUID();
    front.spoil("conversations.info", fault);
    expect(await send(channel, delivery)).toMatchObject({ state: "retry" });
    expect(await kept(delivery)).toEqual([]);
  });
});

const TROUBLES: [Fault, SendResult][] = [
  ["429", { state: "retry", afterMs: 7_000, reason: "ratelimited" }],
  ["ratelimited", { state: "retry", afterMs: 30_000, reason: "ratelimited" }],
  [{ error: "is_archived" }, { state: "failed", reason: "is_archived" }],
  [{ error: "not_in_channel" }, { state: "failed", reason: "not_in_channel" }],
];

describe("in trouble", () => {
  test.each(TROUBLES)("%j before the message was taken: nothing stands there", async (fault, result) => {
    const delivery = randomUUID();
    front.spoil("chat.postMessage", fault);
    expect(await send(channel, delivery)).toEqual(result);
    expect(await kept(delivery)).toEqual([]);
    expect(front.callsOf("chat.postMessage")).toHaveLength(1);
  });

  test.each(["500", "reset", { error: "internal_error" }] as Fault[])(
    "%j is ambiguous, and a look tells",
    async (fault) => {
      const delivery = randomUUID();
      front.spoil("chat.postMessage", fault);
      expect(await send(channel, delivery)).toMatchObject({ state: "ambiguous" });
      const there = typeof fault === "string";
      expect(await find(channel, delivery)).toMatchObject({ state: there ? "found" : "absent" });
      expect(await kept(delivery)).toHaveLength(there ? 1 : 0);
    },
  );

  test("a hang is given up when the worker gives up, and a look finds the message", async () => {
    const delivery = randomUUID();
    front.spoil("chat.postMessage", "hang");
    await expect(send(channel, delivery, words.blocks, AbortSignal.timeout(300))).rejects.toThrow();
    expect(await find(channel, delivery)).toMatchObject({ state: "found" });
  });

  test.each(["429", "ratelimited", "500", "reset"] as Fault[])("a look spoiled by %j is tried again", async (fault) => {
    front.spoil("conversations.history", fault);
    expect(await find(channel, randomUUID())).toMatchObject({ state: "retry" });
  });

  test("a look that Slack does not allow tells nothing", async () => {
    front.spoil("conversations.history", { error: "missing_scope", needed: "channels:history" });
    expect(await find(channel, randomUUID())).toEqual({ state: "unknown", reason: "missing_scope" });
  });
});

describe("while Slack refuses us as a whole", () => {
  const worksAgain = () => expect.poll(() => health.problem()).toBeUndefined();

  test.each(["token_revoked", "invalid_auth", "account_inactive", "token_expired"])(
    "%s: messages wait, nothing more is asked, and they go out once the token works again",
    async (error) => {
      refused.length = 0;
      const delivery = randomUUID();
      front.spoil("auth.test", { error });
      front.spoil("chat.postMessage", { error });
      expect(await send(channel, delivery)).toEqual({ state: "waits", reason: error });
      expect(await send(channel, delivery)).toEqual({ state: "waits", reason: error });
      expect(front.callsOf("chat.postMessage")).toHaveLength(1);
      expect(health.problem()).toContain(error);
      expect(messenger.lost?.()).toBe(error);

      await worksAgain();
      expect(messenger.lost?.()).toBeUndefined();
      expect(await send(channel, delivery)).toMatchObject({ state: "sent" });
      expect(await kept(delivery)).toHaveLength(1);
      expect(refused).toEqual([error]);
    },
  );

  test("a missing scope is named, told once, and keeps no other message", async () => {
    refused.length = 0;
    const fault: Fault = { error: "missing_scope", needed: "im:write" };
    front.spoil("conversations.open", fault, fault);
    const waits = { state: "waits", reason: "missing_scope: im:write" };
    expect(await send(ana, randomUUID())).toEqual(waits);
    expect(await send(ana, randomUUID())).toEqual(waits);
    expect(refused).toEqual(["missing_scope: im:write"]);
    expect(await send(channel, randomUUID())).toMatchObject({ state: "sent" });
    expect(health.problem()).toBeUndefined();
  });

  test("a message to a workspace that is not installed waits", async () => {
    refused.length = 0;
    const elsewhere = { ...channel, tenant: "T0OTHER" };
    expect(await send(elsewhere, randomUUID())).toEqual({ state: "waits", reason: "not_installed" });
    expect(refused).toEqual([]);
  });

  test("what the token lacks is said in words, with what it is for", () => {
    const own = new Health({ clients: new Clients(front.url), workspaces: new Workspaces(), onRefused: () => {} });
    own.granted("T1", BOT_SCOPES);
    expect(own.lacking()).toBeUndefined();
    own.granted(
      "T1",
      BOT_SCOPES.filter((scope) => scope !== "files:write"),
    );
    expect(own.lacking()).toBe(
      "an administrator must give the app the scope files:write (sending tables, reports and charts as files)",
    );
  });
});

describe("a message of several parts", () => {
  const long: Block[] = Array.from({ length: 3 }, (_one, at) => ({
    kind: "table",
    caption: `Part ${at}`,
    columns: [{ label: "n" }],
    rows: [["x"]],
  }));

  test("that broke off in between is finished, without a part twice", async () => {
    const delivery = randomUUID();
    front.spoil("chat.postMessage", "reset");
    expect(await send(channel, delivery, long)).toMatchObject({ state: "ambiguous" });
    expect(await find(channel, delivery)).toEqual({ state: "absent" });
    expect(await send(channel, delivery, long)).toMatchObject({ state: "sent" });
    const there = await kept(delivery);
    expect(there.map(({ metadata }) => metadata?.event_payload.part).sort()).toEqual([0, 1, 2]);
    expect(await find(channel, delivery)).toMatchObject({ state: "found" });
  });
});

const file = (name: string): Block => ({
  kind: "file",
  file: { name, mime: "text/csv", bytes: new Uint8Array([65]), summary: `All of ${name}` },
});

/** What stands in the channel, messages and files alike. */
async function inChannel(): Promise<
  { text: string; files?: { name: string; alt_txt?: string }[]; blocks?: unknown[] }[]
> {
  return (await call<{ messages: [] }>(emulator.url, "conversations.history", { channel: channel.id, limit: "200" }))
    .messages;
}
const shared = async (name: string) =>
  (await inChannel()).flatMap(({ files = [] }) => files).filter((one) => one.name === name);

describe("a message with files", () => {
  const withFiles = (name: string) => [...words.blocks, file(`${name}-1.csv`), file(`${name}-2.csv`)];

  test("arrives whole, and is found whole", async () => {
    const delivery = randomUUID();
    expect(await send(channel, delivery, withFiles(delivery))).toMatchObject({ state: "sent" });
    expect(await shared(`${delivery}-1.csv`)).toHaveLength(1);
    expect(await shared(`${delivery}-2.csv`)).toHaveLength(1);
    expect(await find(channel, delivery)).toMatchObject({ state: "found" });
  });

  test.each([
    ["files.getUploadURLExternal", "429", "retry"],
    ["files.getUploadURLExternal", "500", "retry"],
    ["files.getUploadURLExternal", "reset", "retry"],
    ["files.completeUploadExternal", "429", "retry"],
    ["files.completeUploadExternal", "reset", "ambiguous"],
    ["files.completeUploadExternal", "500", "ambiguous"],
    ["files.completeUploadExternal", { error: "file_uploads_disabled" }, "failed"],
    ["files.completeUploadExternal", { error: "missing_scope", needed: "files:write" }, "waits"],
  ] as [string, Fault, SendResult["state"]][])(
    "that breaks off at %s (%j) is not called sent, and tried again it arrives whole, nothing twice",
    async (method, fault, state) => {
      const delivery = randomUUID();
      front.spoil(method, fault);
      expect(await send(channel, delivery, withFiles(delivery))).toMatchObject({ state });
      expect(await find(channel, delivery)).toEqual({ state: "absent" });
      expect(await send(channel, delivery, withFiles(delivery))).toMatchObject({ state: "sent" });
      expect(await kept(delivery)).toHaveLength(1);
      expect(await shared(`${delivery}-1.csv`)).toHaveLength(1);
      expect(await shared(`${delivery}-2.csv`)).toHaveLength(1);
      expect(await find(channel, delivery)).toMatchObject({ state: "found" });
    },
  );

  test("of which a file is refused says that it arrived in part", async () => {
    front.spoil("files.completeUploadExternal", { error: "file_uploads_disabled" });
    expect(await send(channel, randomUUID(), withFiles(randomUUID()))).toEqual({
      state: "failed",
      reason: "arrived in part: file_uploads_disabled",
    });
  });
});

describe("a message with a chart", () => {
  const chart = (...values: (number | null)[]): Block => ({
    kind: "chart",
    chart: {
      title: "Attendance",
      unit: "people",
      axis: "Quarter",
      groups: ["Q3", "Q4"],
      series: [{ name: "Employees", values, look: 0 }],
      unknown: "not reported",
    },
  });
  const drawn = async () =>
    (await inChannel()).filter(({ blocks = [] }) => JSON.stringify(blocks).includes("data_visualization"));

  test("has it drawn by Slack where every value is known", async () => {
    const before = await drawn();
    expect(await send(channel, randomUUID(), [chart(980, 12)])).toMatchObject({ state: "sent" });
    expect(await drawn()).toHaveLength(before.length + 1);
  });

  test("has a picture with words where a value is not known, and its table", async () => {
    const before = (await shared("Attendance.png")).length;
    expect(await send(channel, randomUUID(), [chart(980, null)])).toMatchObject({ state: "sent" });
    const pictures = await shared("Attendance.png");
    expect(pictures).toHaveLength(before + 1);
    expect(pictures[0]?.alt_txt).toBe("Bar chart: Attendance, in people. Employees: Q3 980, Q4 not reported.");
    const posted = front.callsOf("chat.postMessage").at(-1);
    expect(posted?.body.blocks).toContain("not reported");
  });

  test("has a picture in a workspace that has no charts, which is asked once", async () => {
    const before = (await shared("Attendance.png")).length;
    const blocks = [chart(980, 12)];
    front.spoil("chat.postMessage", "none", { error: "invalid_blocks" });
    expect(await send(channel, randomUUID(), blocks)).toMatchObject({ state: "sent" });
    const calls = front.callsOf("chat.postMessage").length;
    expect(await send(channel, randomUUID(), blocks)).toMatchObject({ state: "sent" });
    expect(front.callsOf("chat.postMessage")).toHaveLength(calls + 1);
    expect(await shared("Attendance.png")).toHaveLength(before + 2);
  });
});

describe("an edit", () => {
  const long = (count: number): Block[] =>
    Array.from({ length: count }, (_one, at) => ({
      kind: "table",
      caption: `Gap ${at}`,
      columns: [{ label: "n" }],
      rows: [[String(at)]],
    }));
  const update = (delivery: string, ref: MessageRef, blocks: Block[]) =>
    messenger.update({ delivery, address: channel, reply: { visibility: "place", blocks } }, ref, patient());
  const sentRef = async (delivery: string, blocks: Block[]): Promise<MessageRef> => {
    const sent = await send(channel, delivery, blocks);
    if (sent.state !== "sent") throw new Error("it is sent");
    return sent.ref;
  };

  test("changes the words where they stand, and nobody is told twice", async () => {
    const delivery = randomUUID();
    const ref = await sentRef(delivery, [text("Three things are open.")]);
    expect(await update(delivery, ref, [text("Two things are open.")])).toEqual({ state: "sent", ref });
    expect((await kept(delivery)).map((one) => one.text)).toEqual(["Two things are open."]);
    expect(await find(channel, delivery)).toMatchObject({ state: "found" });
  });

  test("adds messages and takes them away as it needs them", async () => {
    const delivery = randomUUID();
    const ref = await sentRef(delivery, long(2));
    const grown = await update(delivery, ref, long(4));
    expect(await kept(delivery)).toHaveLength(4);
    if (grown.state !== "sent") throw new Error("it is edited");
    const shrunk = await update(delivery, grown.ref, long(1));
    expect(shrunk).toMatchObject({ state: "sent", ref: { ts: ref.ts } });
    expect(await kept(delivery)).toHaveLength(1);
  });

  test("that broke off while it grew adds nothing twice", async () => {
    const delivery = randomUUID();
    const ref = await sentRef(delivery, long(1));
    front.spoil("chat.postMessage", "reset");
    expect(await update(delivery, ref, long(3))).toMatchObject({ state: "ambiguous" });
    expect(await update(delivery, ref, long(3))).toMatchObject({ state: "sent" });
    expect(await kept(delivery)).toHaveLength(3);
  });

  test.each([
    ["429", { state: "retry", afterMs: 7_000, reason: "ratelimited" }],
    ["500", { state: "retry", reason: "HTTP 500" }],
    ["reset", { state: "retry" }],
    [{ error: "message_not_found" }, { state: "failed", reason: "message_not_found" }],
    [{ error: "is_archived" }, { state: "failed", reason: "is_archived" }],
  ] as [Fault, Partial<SendResult>][])("spoiled by %j is %j", async (fault, result) => {
    const delivery = randomUUID();
    const ref = await sentRef(delivery, words.blocks);
    front.spoil("chat.update", fault);
    expect(await update(delivery, ref, [text("Anew.")])).toMatchObject(result);
  });

  test("of a message with a file is refused: the file would stay as it was", async () => {
    const delivery = randomUUID();
    const ref = await sentRef(delivery, words.blocks);
    expect(await update(delivery, ref, [text("Anew."), file("a.csv")])).toMatchObject({ state: "failed" });
    expect((await kept(delivery)).map((one) => one.text)).not.toContain("Anew.");
  });

  test("of what somebody deleted is reported, and puts nothing up", async () => {
    const delivery = randomUUID();
    const ref = await sentRef(delivery, words.blocks);
    await call(emulator.url, "chat.delete", { channel: channel.id, ts: ref.ts ?? "" });
    expect(await update(delivery, ref, [text("Anew.")])).toEqual({ state: "failed", reason: "message_not_found" });
    expect(await kept(delivery)).toEqual([]);
  });
});
