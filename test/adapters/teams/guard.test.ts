import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openConnector } from "../../../adapters/teams/receive/open.ts";
import { forgeriesOf, hostileUrls } from "./forgeries.ts";
import { createTeamsTown, ISSUER, objectId, type TeamsTown, until } from "./teams-town.ts";
import { signed } from "./tokens.ts";

let teams: TeamsTown;

beforeAll(async () => {
  teams = await createTeamsTown();
});
afterAll(() => teams?.close());
beforeEach(() => {
  teams.microsoft.calls.length = 0;
});

const records = () => teams.town.rows<{ id: string }>("select id from training_records");
const post = (body: unknown, authorization: string | undefined) =>
  fetch(`${teams.url}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization === undefined ? {} : { authorization }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** Nothing was recorded, nobody was asked anything, and no token went anywhere. */
async function nothingHappened(): Promise<void> {
  expect(await records()).toHaveLength(0);
  expect(teams.microsoft.calls).toEqual([]);
}

// The names alone: what they hold depends on ports and on the time.
const NAMES = forgeriesOf({ activity: () => ({}), claims: () => ({}), tenantId: "t", appId: "a" } as never).map(
  ({ name }) => name,
);

describe("what does not come from Teams", () => {
  test.each(NAMES.map((name, at) => [name, at] as const))("is refused without a word: %s", async (_name, at) => {
    const forgery = forgeriesOf(teams)[at];
    if (!forgery) throw new Error("no such forgery");
    const answer = await post(forgery.body, forgery.authorization);
    expect([answer.status, await answer.text()]).toEqual([forgery.status, ""]);
    await nothingHappened();
  });

  test.each(hostileUrls("127.0.0.1:9").map((_url, at) => at))("is refused from hostile address %i", async (at) => {
    const serviceUrl = hostileUrls(teams.microsoft.host)[at] ?? "";
    const body = teams.activity("ana.torres", { text: "12 people took Anti-Racism 101 yesterday", serviceUrl });
    const answer = await post(body, `Bearer ${signed({ ...teams.claims(), serviceurl: serviceUrl })}`);
    expect([answer.status, await answer.text()]).toEqual([403, ""]);
    await nothingHappened();
  });

  test("is refused when it is more than 256 KB", async () => {
    const body = JSON.stringify(teams.activity("ana.torres", { text: "x".repeat(256 * 1024) }));
    const answer = await fetch(`${teams.url}/api/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${signed(teams.claims())}`, connection: "close" },
      body,
    });
    expect(answer.status).toBe(413);
    await nothingHappened();
  });
});

describe("an address that was stored", () => {
  test.each(hostileUrls("127.0.0.1:9"))("and is not Teams' own never sees a token: %s", async (serviceUrl) => {
    const connector = await openConnector({
      appId: teams.appId,
      credential: { kind: "secret" as const, secret: "fake-client-secret" },
      tenantId: teams.tenantId,
      openIdMetadataUrl: `${teams.microsoft.url}/openid`,
      tokenIssuer: ISSUER,
      tokenUrl: `${teams.microsoft.url}/token`,
      serviceHosts: [teams.microsoft.host],
    });
    const conversation = { id: `a:${objectId("bo.chen")}`, tenantId: teams.tenantId };
    const reference = { channelId: "msteams", serviceUrl, conversation, bot: { id: "28:x" } };
    await expect(connector.within(reference, ({ send }) => send({ text: "x" }))).rejects.toThrow();
    expect(teams.microsoft.callsOf("send")).toEqual([]);
  });

  test("that redirects elsewhere takes no token along", async () => {
    teams.microsoft.spoil("send", "redirect");
    await teams.say("ana.torres", "help");
    await until(() => teams.microsoft.callsOf("send").length > 0);
    expect(teams.microsoft.callsOf("send")).toHaveLength(1);
  });
});

describe("an empty app id", () => {
  test("is no permission for everybody", async () => {
    const connector = await openConnector({
      appId: "",
      credential: { kind: "secret", secret: "" },
      tenantId: teams.tenantId,
      openIdMetadataUrl: `${teams.microsoft.url}/openid`,
      tokenIssuer: ISSUER,
      tokenUrl: `${teams.microsoft.url}/token`,
      serviceHosts: [teams.microsoft.host],
    });
    const serviceUrl = `${teams.microsoft.url}/amer/`;
    const tokens = ["", "Bearer abc", `Bearer ${signed({ ...teams.claims(), aud: "" })}`];
    for (const token of tokens)
      await expect(connector.verify({ channelId: "msteams", serviceUrl }, token)).rejects.toThrow();
  });
});
