import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Health } from "../../../adapters/slack/health/health.ts";
import type { SlackHost } from "../../../adapters/slack/host.ts";
import { createInstaller } from "../../../adapters/slack/install/install.ts";
import { seal, unseal } from "../../../adapters/slack/install/vault.ts";
import { Workspaces } from "../../../adapters/slack/install/workspaces.ts";
import { Directory } from "../../../adapters/slack/people/directory.ts";
import { Profiles } from "../../../adapters/slack/people/profiles.ts";
import { userSource } from "../../../adapters/slack/people/users.ts";
import { Clients } from "../../../adapters/slack/send/clients.ts";
import type { Installation } from "../../../src/core/deliveries/kept.ts";
import { reply } from "../../../src/core/reply/reply.ts";
import { noAnswers } from "../../support/answers.ts";
import { memoryDrafts } from "../../support/drafts.ts";

const TOKEN = "xoxb-fake-installed";
const key = randomBytes(32);

describe("the vault", () => {
  test("gives back what it sealed, which shows nothing of it", () => {
    const sealed = seal(TOKEN, key, "T0CITY");
    expect(sealed).not.toContain("xox");
    expect(unseal(sealed, key, "T0CITY")).toBe(TOKEN);
  });

  test.each([
    ["another key", () => unseal(seal(TOKEN, key, "T0CITY"), randomBytes(32), "T0CITY")],
    ["another owner", () => unseal(seal(TOKEN, key, "T0CITY"), key, "T0OTHER")],
    ["a changed token", () => unseal(`${seal(TOKEN, key, "T0CITY").slice(0, -2)}AA`, key, "T0CITY")],
  ])("does not open for %s", (_name, open) => expect(open).toThrow());
});

/** As much of Slack's OAuth as an install needs; what it answers is the test's to say. */
let server: Server;
let url: string;
let granted: object;
/** What the token is worth by now. */
let accepted: object;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const method = request.url?.split("/").at(-1);
    const body = method === "oauth.v2.access" ? granted : method === "auth.test" ? accepted : { ok: true, members: [] };
    request
      .resume()
      .on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server?.close());
beforeEach(() => {
  asked.length = 0;
  accepted = { ok: true };
  granted = { ok: true, access_token: TOKEN, team: { id: "T0CITY" }, bot_user_id: "U0BOT" };
});

function installing() {
  const kept = new Map<string, Installation>();
  const time = { now: 1_795_000_000_000 };
  const access = {
    clientId: "1.2",
    clientSecret: "fake-client-secret",
    stateSecret: "fake-state-secret",
    tokenKey: key,
    teamIds: ["T0CITY", "E0STATE"],
  };
  const refused: [string, string][] = [];
  const host: SlackHost = {
    settings: {
      signingSecret: "fake",
      access,
      appToken: undefined,
      apiUrl: `${url}/api/`,
      authorizeUrl: `${url}/authorize`,
    },
    handle: async () => reply(),
    introduce: async () => true,
    claimAnswer: async () => true,
    answers: noAnswers,
    wallClock: () => time.now,
    publicUrl: "https://equity.city.example",
    drafts: memoryDrafts(),
    installations: {
      all: async () => [...kept.values()],
      save: async (one) => void kept.set(one.key, one),
      remove: async (one) => void kept.delete(one),
    },
    onRefused: (tenant, reason) => refused.push([tenant, reason]),
    drawPicture: async () => new Uint8Array(),
    onFault: () => {},
  };
  const clients = new Clients(host.settings.apiUrl);
  const workspaces = new Workspaces();
  const health = new Health({ clients, workspaces, onRefused: host.onRefused });
  const directory = new Directory({ profiles: new Profiles(userSource(clients)), onFault: () => {} });
  const installer = createInstaller({ host, clients, workspaces, health, directory });
  const app = new Hono();
  for (const routes of installer.routes) app.route("/", routes);
  const begin = async () => {
    const started = await app.request("/slack/install");
    const state = new URL(started.headers.get("location") ?? "").searchParams.get("state") ?? "";
    return { state, cookie: started.headers.get("set-cookie")?.split(";")[0] ?? "" };
  };
  const finish = (state: string, cookie: string) =>
    app.request(`/slack/oauth_redirect?code=c&state=${encodeURIComponent(state)}`, { headers: { cookie } });
  return { kept, time, workspaces, installer, begin, finish, refused, health };
}

describe("installing by OAuth", () => {
  test("keeps the token encrypted, and serves the workspace", async () => {
    const { begin, finish, kept, workspaces } = installing();
    const { state, cookie } = await begin();
    expect((await finish(state, cookie)).status).toBe(200);
    expect(workspaces.find({ teamId: "T0CITY", enterpriseId: undefined })?.token).toBe(TOKEN);
    expect(JSON.stringify([...kept.values()])).not.toContain("xox");
  });

  test("of a whole organisation serves every workspace in it", async () => {
    granted = { ...granted, team: null, enterprise: { id: "E0STATE" }, is_enterprise_install: true };
    const { begin, finish, workspaces } = installing();
    const { state, cookie } = await begin();
    expect((await finish(state, cookie)).status).toBe(200);
    expect(workspaces.find({ teamId: "T0ANY", enterpriseId: "E0STATE" })?.token).toBe(TOKEN);
  });

  test("by a workspace that is not on the list is refused and taken back", async () => {
    granted = { ...granted, team: { id: "T0OTHER" } };
    const { begin, finish, kept } = installing();
    const { state, cookie } = await begin();
    expect((await finish(state, cookie)).status).toBe(403);
    expect(asked).toContain("/api/auth.revoke");
    expect(kept.size).toBe(0);
  });

  test("is refused when it was begun elsewhere, too long ago, or with a forged state", async () => {
    const { begin, finish, time } = installing();
    const { state, cookie } = await begin();
    expect((await finish(state, "")).status).toBe(400);
    const forged = `${state.slice(0, -1)}${state.endsWith("0") ? "1" : "0"}`;
    expect((await finish(forged, `slack_install=${forged}`)).status).toBe(400);
    time.now += 11 * 60_000;
    expect((await finish(state, cookie)).status).toBe(400);
    expect(asked).toEqual([]);
  });

  test("taken back in Slack deletes the token here", async () => {
    const { begin, finish, kept, workspaces, installer, refused, health } = installing();
    const { state, cookie } = await begin();
    await finish(state, cookie);
    const [workspace] = workspaces.all();
    if (workspace) await installer.uninstall(workspace);
    expect(kept.size, "a token that Slack still takes stays").toBe(1);
    accepted = { ok: false, error: "token_revoked" };
    if (workspace) await installer.uninstall(workspace);
    health.stop();
    expect([kept.size, workspaces.all().length]).toEqual([0, 0]);
    expect(refused).toEqual([["T0CITY", "app_uninstalled"]]);
  });
});
