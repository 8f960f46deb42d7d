import { readFileSync } from "node:fs";
import net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { SIGNING_SECRET, signedForm } from "../adapters/slack/signing.ts";
import { sampleDatabase } from "../support/town.ts";

// docs/assurance.md: nothing leaves but to the hosts that docs/deploy.md lists. Every connection of this process is looked at
// where it is opened, whoever opens it, and none of them gets further than this machine.

const called = new Set<string>();
const isHere = (host: string) => /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

type Connect = typeof net.Socket.prototype.connect;
const connect = net.Socket.prototype.connect;

/** `connect` is given its options, or a list that begins with them, or a port and a host. */
function hostOf([first, second]: unknown[]): string | undefined {
  const options = (Array.isArray(first) ? first[0] : first) as { host?: string; path?: string } | number;
  if (typeof options === "number") return typeof second === "string" ? second : "localhost";
  return options.path === undefined ? (options.host ?? "localhost") : undefined;
}

beforeAll(() => {
  net.Socket.prototype.connect = function (this: net.Socket, ...words: unknown[]) {
    const host = hostOf(words);
    if (host === undefined || isHere(host)) return connect.apply(this, words as Parameters<Connect>);
    called.add(host);
    process.nextTick(() => this.destroy(Object.assign(new Error("refused here"), { code: "ECONNREFUSED" })));
    return this;
  } as Connect;
});
afterAll(() => {
  net.Socket.prototype.connect = connect;
});

/** The hosts between "It must reach" and the next paragraph. */
const listed = [
  ...(
    /\*\*It must reach\*\*([\s\S]*?)Nothing else, ever\./.exec(readFileSync("docs/deploy.md", "utf8"))?.[1] ?? ""
  ).matchAll(/`([a-z.]+\.(?:com|net))`/g),
].map(([, host = ""]) => host);

const token = (claims: object) =>
  [{ alg: "RS256", kid: "nobody's" }, claims, "forged"]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");

test("with Slack and Teams as they come, no host is called that is not listed, whatever arrives", async () => {
  expect(listed).toEqual(expect.arrayContaining(["slack.com", "login.botframework.com"]));
  const database = await sampleDatabase();
  const config = readConfig({
    DATABASE_URL: database.url,
    PLAN: "milwaukee",
    LOG_LEVEL: "silent",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: "xoxb-fake",
    TEAMS_APP_ID: "11111111-2222-4333-8444-555555555555",
    TEAMS_APP_PASSWORD: "fake-client-secret",
    TEAMS_TENANT_ID: "99999999-2222-4333-8444-555555555555",
  });
  const app = await createApp({ ...config, port: 0 });
  const listening = await app.start();
  const url = `http://127.0.0.1:${listening.port}`;
  try {
    const evil = "https://evil.example/hook";
    const { headers, body } = signedForm({
      command: "/training",
      text: "12 people took Anti-Racism 101 yesterday",
      user_id: "U1",
      team_id: "T1",
      channel_id: "C1",
      trigger_id: "1.1",
      response_url: evil,
    });
    await fetch(`${url}/slack/events`, { method: "POST", headers, body: new Uint8Array(body) });
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: "https://api.botframework.com",
      aud: "11111111-2222-4333-8444-555555555555",
      serviceurl: "https://evil.example/",
      nbf: seconds - 60,
      exp: seconds + 600,
    };
    const activity = {
      type: "message",
      id: "1",
      serviceUrl: "https://evil.example/",
      channelId: "msteams",
      text: "me",
    };
    await fetch(`${url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token(claims)}` },
      body: JSON.stringify(activity),
    });
    await app.runJobs();
    await expect.poll(() => [...called], { timeout: 20_000 }).toContain("slack.com");
  } finally {
    await listening.stop();
    await app.close();
    await database.drop();
  }
  expect([...called].filter((host) => !listed.includes(host))).toEqual([]);
}, 60_000);
