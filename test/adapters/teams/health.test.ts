import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Health } from "../../../adapters/teams/health/health.ts";
import { Profiles } from "../../../adapters/teams/people/profiles.ts";
import { openConnector } from "../../../adapters/teams/receive/open.ts";
import { createMessenger } from "../../../adapters/teams/send/messenger.ts";
import { References } from "../../../adapters/teams/send/references.ts";
import { reply, text } from "../../../src/core/reply/reply.ts";
import { memoryDrafts } from "../../support/drafts.ts";
import { createMicrosoft, type Fault, type Microsoft } from "./microsoft.ts";
import { createTeamsTown, ISSUER, objectId, type TeamsTown, until, wordsOf } from "./teams-town.ts";

let microsoft: Microsoft;

beforeAll(async () => {
  microsoft = await createMicrosoft();
});
afterAll(() => microsoft?.close());

const REFUSED: Fault = { status: 401, code: "invalid_client" };

/** An app that Microsoft has not given a token yet, and that looks again every tenth of a second. */
function fresh() {
  const settings = {
    appId: randomUUID(),
    credential: { kind: "secret" as const, secret: "fake-client-secret" },
    tenantId: randomUUID(),
    openIdMetadataUrl: `${microsoft.url}/openid`,
    tokenIssuer: ISSUER,
    tokenUrl: `${microsoft.url}/token`,
    serviceHosts: [microsoft.host],
  };
  const told: string[] = [];
  const opened = openConnector(settings);
  const connector = () => opened;
  const health = new Health({ connector, onRefused: (reason) => told.push(reason) }, { well: 100, wrong: 100 });
  const nobody = { find: async () => undefined, places: async () => [], save: async () => {} };
  const references = new References({ settings, store: { ...nobody, remove: async () => {} }, connector });
  const host = { settings, drafts: memoryDrafts(), onFault: () => {} };
  const messenger = createMessenger({ references, profiles: new Profiles(settings.tenantId), connector, host, health });
  return { settings, told, health, messenger };
}

describe("a token that Microsoft does not give", () => {
  test("is said in words, told once, and noticed when it is given", async () => {
    microsoft.spoil("token", REFUSED, REFUSED, REFUSED);
    const { health, told, messenger } = fresh();
    expect(health.readiness()).toBe("asking Microsoft for a token");
    await health.look();
    expect(health.readiness()).toMatch(/^Microsoft gives this app no token \(invalid_client\): look at TEAMS_APP_ID/);
    expect(messenger.lost?.()).toBe("invalid_client");
    await until(() => health.readiness() === "ok");
    expect(told).toEqual(["invalid_client"]);
    expect(messenger.lost?.()).toBeUndefined();
    health.stop();
  });

  test("makes messages wait, and none fail", async () => {
    microsoft.spoil("token", REFUSED);
    const { settings, messenger } = fresh();
    const address = { platform: "teams", tenant: settings.tenantId, to: "person", id: objectId("ana.torres") } as const;
    const message = { delivery: randomUUID(), address, reply: reply(text("A nudge.")) };
    expect(await messenger.send(message, AbortSignal.timeout(20_000))).toEqual({
      state: "waits",
      reason: "invalid_client",
    });
  });

  test("because Microsoft itself is out of order is no refusal", async () => {
    microsoft.spoil("token", "500", { status: 502 }, "reset");
    const { health, told } = fresh();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await health.look();
      expect(health.readiness()).toContain("Microsoft cannot be asked for a token (token_endpoint_silent)");
    }
    health.stop();
    expect(told).toEqual([]);
  });
});

test("keys that cannot be read are said in words: without them every message is refused", async () => {
  microsoft.spoil("openid", { status: 404 }, { status: 503 });
  const { health, told } = fresh();
  await health.look();
  expect(health.readiness()).toMatch(
    /^Microsoft's keys cannot be read \(HTTP (?:404|503)\), so every message is refused: look at TEAMS_OPENID/,
  );
  await until(() => health.readiness() === "ok");
  health.stop();
  expect(told).toEqual([]);
});

describe("a tenant that blocks proactive installs", () => {
  let teams: TeamsTown;

  beforeAll(async () => {
    teams = await createTeamsTown();
  });
  afterAll(() => teams?.close());

  test("is listed for the officer, with the person, the reason and a way to try again", async () => {
    teams.microsoft.blocked.add(teams.objectId("lee.nakamura"));
    await teams.post(teams.activity("devin.sokol", { type: "installationUpdate", action: "add" }, "channel"));
    await until(() => teams.microsoft.callsOf("members").length > 0);
    await teams.say("ana.torres", "recruit @lee.nakamura as an ambassador");
    const failed = () => teams.town.rows<{ state: string }>("select state from deliveries where state = 'failed'");
    await until(async () => (await failed()).length > 0);
    teams.microsoft.calls.length = 0;
    await teams.say("nadia.rahman", "status deliveries");
    await until(() => teams.microsoft.callsOf("send").length > 0);
    const shown = wordsOf(teams.microsoft.callsOf("send")[0]?.body);
    expect(shown).toContain("Lee Nakamura");
    expect(shown).toContain("Not delivered: the app is not installed for them in Teams");
    expect(shown).toContain("Retry 1");
  });
});
