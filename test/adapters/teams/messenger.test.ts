import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Profiles } from "../../../adapters/teams/people/profiles.ts";
import { openConnector } from "../../../adapters/teams/receive/open.ts";
import { renderReply } from "../../../adapters/teams/render/render.ts";
import { messageFaults } from "../../../adapters/teams/send/check.ts";
import { createMessenger } from "../../../adapters/teams/send/messenger.ts";
import { References } from "../../../adapters/teams/send/references.ts";
import type { Address, Messenger, SendResult } from "../../../src/core/deliveries/deliveries.ts";
import type { ReferenceStore } from "../../../src/core/deliveries/kept.ts";
import { type Block, heading, reply, text } from "../../../src/core/reply/reply.ts";
import { memoryDrafts } from "../../support/drafts.ts";
import { holdsTheAdapterContract } from "../contract.ts";
import { hostileUrls } from "./forgeries.ts";
import { createMicrosoft, type Fault, type Microsoft } from "./microsoft.ts";
import { arrived, ISSUER, objectId, settle, wordsOf } from "./teams-town.ts";

let microsoft: Microsoft;
let messenger: Messenger;
let references: References;
let store: ReferenceStore;

const [appId, tenant] = [randomUUID(), randomUUID()];
const channel: Address = { platform: "teams", tenant, to: "place", id: "19:dpw@thread.tacv2" };
const ana: Address = { platform: "teams", tenant, to: "person", id: objectId("ana.torres") };

beforeAll(async () => {
  microsoft = await createMicrosoft();
  microsoft.conversations.add(channel.id);
  for (const who of ["ana.torres", "bo.chen", "lee.nakamura"]) settle(who, tenant, microsoft);
  const settings = {
    appId,
    credential: { kind: "secret" as const, secret: "fake-client-secret" },
    tenantId: tenant,
    openIdMetadataUrl: `${microsoft.url}/openid`,
    tokenIssuer: ISSUER,
    tokenUrl: `${microsoft.url}/token`,
    serviceHosts: [microsoft.host],
  };
  const opened = openConnector(settings);
  store = memoryReferences();
  references = new References({ settings, store, connector: () => opened });
  const profiles = new Profiles(tenant);
  const everybody = { members: () => pages([...new Set(microsoft.members.values())]) };
  await profiles.preload(everybody);
  messenger = createMessenger({
    references,
    profiles,
    connector: () => opened,
    host: { settings, drafts: memoryDrafts(), onFault: () => {} },
    health: { lost: () => undefined },
  });
});
afterAll(() => microsoft?.close());
beforeEach(() => {
  microsoft.calls.length = 0;
});

async function* pages(all: object[]): AsyncIterable<unknown[]> {
  yield all;
}

function memoryReferences(): ReferenceStore {
  const kept = new Map<string, string>();
  const key = ({ to, id }: Address) => `${to}:${id}`;
  return {
    find: async (address) => JSON.parse(kept.get(key(address)) ?? "null"),
    places: async () => [...kept].flatMap(([name, one]) => (name.startsWith("place:") ? [JSON.parse(one)] : [])),
    save: async (address, reference) => void kept.set(key(address), JSON.stringify(reference)),
    remove: async (address) => void kept.delete(key(address)),
  };
}

const words = reply(heading("Public Works"), text("Three things are still open."));
const patient = () => AbortSignal.timeout(60_000);
const send = (address: Address, blocks: Block[] = words.blocks) =>
  messenger.send({ delivery: randomUUID(), address, reply: { visibility: "place", blocks } }, patient());

describe("Teams, like every adapter,", () => {
  holdsTheAdapterContract({
    render: async (answer) => {
      const { messages, files } = await renderReply(answer, memoryDrafts());
      const shown = [...messages.map(wordsOf), ...files.map(({ name }) => name)].join("\n");
      return { shown, fallback: messages[0].summary ?? "", faults: messages.flatMap(messageFaults) };
    },
    messenger: () => messenger,
    person: () => ana,
    place: () => channel,
  });
});

describe("a message nobody asked for", () => {
  test("stands in its channel", async () => {
    expect(await send(channel)).toMatchObject({ state: "sent", ref: { conversation: channel.id } });
    expect(arrived(microsoft, channel.id).map(wordsOf)).toEqual(["Public Works\nThree things are still open."]);
  });

  test("opens the chat of somebody who never wrote, once", async () => {
    const bo: Address = { ...ana, id: objectId("bo.chen") };
    expect(await send(bo)).toMatchObject({ state: "sent" });
    expect(await send(bo)).toMatchObject({ state: "sent" });
    expect(microsoft.callsOf("create").map(({ body }) => body)).toEqual([
      expect.objectContaining({ members: [expect.objectContaining({ id: bo.id })], tenantId: tenant }),
    ]);
    expect(arrived(microsoft, `a:${bo.id}`)).toHaveLength(2);
  });

  test("reaches somebody by e-mail address, and says of whom it knows nobody", () => {
    expect(messenger.addressOf?.("Ana.Torres@milwaukee.example")).toEqual(ana);
    expect(messenger.addressOf?.("nobody@milwaukee.example")).toBeUndefined();
  });

  test("opens the chat anew when the stored one is gone", async () => {
    const lee: Address = { ...ana, id: objectId("lee.nakamura") };
    await store.save(lee, { ...referenceAt(`${microsoft.url}/amer/`), conversation: { id: "a:gone" } });
    expect(await send(lee)).toMatchObject({ state: "sent" });
    expect(arrived(microsoft, `a:${lee.id}`)).toHaveLength(1);
  });

  test.each(hostileUrls("127.0.0.1:9"))("never goes to a stored address like %s", async (serviceUrl) => {
    await store.save(ana, referenceAt(serviceUrl));
    expect(await send(ana)).toMatchObject({ state: "sent" });
    expect(microsoft.callsOf("send")).toHaveLength(1);
  });

  test.each([
    ["to nobody", { ...ana, id: randomUUID() }, { state: "failed", reason: "UserNotFound" }],
    ["in no channel", { ...channel, id: "19:none@thread.tacv2" }, { state: "failed", reason: "ConversationNotFound" }],
    ["in another tenant", { ...channel, tenant: randomUUID() }, { state: "failed", reason: "another tenant" }],
  ])("fails for good %s", async (_name, address, result) => expect(await send(address)).toEqual(result));

  test("to somebody for whom the tenant blocks the app fails by a name that the officer reads in words", async () => {
    settle("marcus.holloway", tenant, microsoft);
    microsoft.blocked.add(objectId("marcus.holloway"));
    expect(await send({ ...ana, id: objectId("marcus.holloway") })).toEqual({
      state: "failed",
      reason: "BotNotInConversationRoster",
    });
  });
});

const referenceAt = (serviceUrl: string) => ({
  channelId: "msteams",
  serviceUrl,
  conversation: { id: `a:${ana.id}`, tenantId: tenant, conversationType: "personal" },
  bot: { id: `28:${appId}` },
});

const TROUBLES: [Fault, SendResult][] = [
  [
    { status: 429, retryAfter: 7 },
    { state: "retry", afterMs: 7_000, reason: "HTTP 429" },
  ],
  [{ status: 429 }, { state: "retry", reason: "HTTP 429" }],
  [{ status: 412 }, { state: "retry", reason: "HTTP 412" }],
  [{ status: 502 }, { state: "retry", reason: "HTTP 502" }],
  [{ status: 504 }, { state: "retry", reason: "HTTP 504" }],
  [
    { status: 401, code: "Unauthorized" },
    { state: "waits", reason: "Unauthorized" },
  ],
  ["500", { state: "ambiguous", reason: "HTTP 500" }],
  ["reset", { state: "ambiguous", reason: "ECONNRESET" }],
  ["redirect", { state: "failed", reason: "HTTP 307" }],
];

describe("in trouble", () => {
  test.each(TROUBLES)("%j is tried once, and told as what it is", async (fault, result) => {
    microsoft.spoil("send", fault);
    expect(await send(channel)).toEqual(result);
    expect(microsoft.callsOf("send")).toHaveLength(1);
  });

  test("a token that Microsoft does not give is no message sent", async () => {
    const settings = {
      appId: randomUUID(),
      credential: { kind: "secret" as const, secret: "fake-client-secret" },
      tenantId: tenant,
      openIdMetadataUrl: "",
      tokenIssuer: ISSUER,
    };
    const nowhere = { ...settings, tokenUrl: "http://127.0.0.1:9/token", serviceHosts: [microsoft.host] };
    const opened = openConnector(nowhere);
    const other = createMessenger({
      references: new References({ settings: nowhere, store: memoryReferences(), connector: () => opened }),
      profiles: new Profiles(tenant),
      connector: () => opened,
      host: { settings: nowhere, drafts: memoryDrafts(), onFault: () => {} },
      health: { lost: () => undefined },
    });
    const sent = await other.send({ delivery: "x", address: channel, reply: words }, patient());
    expect(sent).toEqual({ state: "retry", reason: "token_endpoint_silent" });
    expect(microsoft.calls).toEqual([]);
  });

  test("of opening a chat means that nothing was sent", async () => {
    const devin: Address = { ...ana, id: objectId("devin.sokol") };
    settle("devin.sokol", tenant, microsoft);
    microsoft.spoil("create", "500");
    expect(await send(devin)).toEqual({ state: "retry", reason: "HTTP 500" });
    expect(await send(devin)).toMatchObject({ state: "sent" });
    expect(arrived(microsoft, `a:${devin.id}`)).toHaveLength(1);
  });

  test("after the first of several parts cannot be called certain", async () => {
    const long: Block[] = [1, 2].map((at) => ({
      kind: "form",
      form: { command: "training log", title: `Form ${at}`, submit: "Save", inputs: [], hidden: {} },
    }));
    microsoft.spoil("send", "pass", { status: 429 });
    expect(await send(channel, long)).toEqual({ state: "ambiguous", reason: "HTTP 429" });
    expect(microsoft.callsOf("send")).toHaveLength(2);
  });
});
