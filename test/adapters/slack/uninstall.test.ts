import { afterEach, describe, expect, test } from "vitest";
import { BOT_SCOPES } from "../../../adapters/slack/install/scopes.ts";
import { seal } from "../../../adapters/slack/install/vault.ts";
import { createSlackTown, type SlackTown, until } from "./slack-town.ts";
import { BOT_TOKEN } from "./workspace.ts";

const KEY = "11".repeat(32);

let slack: SlackTown;
afterEach(() => slack?.close());

/** Installed by OAuth in the emulated workspace. */
async function installed(scopes: readonly string[] = BOT_SCOPES): Promise<void> {
  const oauth = {
    SLACK_BOT_TOKEN: "",
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "fake-client-secret",
    SLACK_STATE_SECRET: "fake-state-secret",
    SLACK_TEAM_IDS: "T0FAKE",
    TOKEN_KEY: KEY,
  };
  slack = await createSlackTown(oauth, undefined, async ({ app }, front, teamId) => {
    front.grant(scopes);
    await app.stores.installations.save({
      key: teamId,
      teamId,
      enterpriseId: undefined,
      botUserId: undefined,
      sealedToken: seal(BOT_TOKEN, Buffer.from(KEY, "hex"), teamId),
    });
  });
}

const help = async () => (await slack.slash("ana.torres", "/equity help")).status;
const tokens = async () => (await slack.town.rows("select key from installations")).length;
const slackIs = async (): Promise<string> => {
  const { checks } = (await (await fetch(`${slack.url}/readyz`)).json()) as { checks: { slack: string } };
  return checks.slack;
};

describe("a workspace that installed the app by OAuth", () => {
  test.each([
    ["removes it", { type: "app_uninstalled" }],
    ["revokes the bot's token", { type: "tokens_revoked", tokens: { bot: ["U0FAKEBOT"] } }],
  ])("loses its token here when it %s, and is served no more", async (_what, event) => {
    await installed();
    expect(await help()).toBe(200);
    slack.front.spoil("auth.test", ...Array.from({ length: 20 }, () => ({ error: "token_revoked" })));
    expect((await slack.event(event)).status).toBe(200);
    await until(async () => (await tokens()) === 0);
    expect(await help()).toBe(503);
    expect(await slackIs()).toBe("Nobody has installed the app yet: open /slack/install.");
  });

  test("installed for an older version says which scope it lacks", async () => {
    await installed(BOT_SCOPES.filter((scope) => scope !== "files:read"));
    await until(async () => (await slackIs()).includes("must give the app the scope files:read"));
  });

  test("keeps it when another workspace of the organisation removes the app, and its own token still works", async () => {
    await installed();
    expect((await slack.event({ type: "app_uninstalled" })).status).toBe(200);
    expect(await help()).toBe(200);
    expect(await tokens()).toBe(1);
  });

  test("is asked of again when Slack cannot say whether the token still works", async () => {
    await installed();
    slack.front.spoil("auth.test", "500", "500", "500");
    expect((await slack.event({ type: "app_uninstalled" })).status).toBe(503);
    expect(await tokens()).toBe(1);
  });

  test("keeps it when only somebody's own token is revoked", async () => {
    await installed();
    await slack.event({ type: "tokens_revoked", tokens: { oauth: ["U0FAKEANA"] } });
    expect(await help()).toBe(200);
    expect(await tokens()).toBe(1);
  });
});

describe("one workspace by its token", () => {
  test("/readyz says what is wrong while Slack takes the token of a removed app no more", async () => {
    slack = await createSlackTown();
    slack.front.spoil("auth.test", ...Array.from({ length: 500 }, () => ({ error: "token_revoked" })));
    await slack.event({ type: "app_uninstalled" });
    await until(async () => (await slackIs()).includes("token_revoked"));
  });
});
