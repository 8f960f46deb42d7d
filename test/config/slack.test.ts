import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { Refusal } from "../../src/core/request/errors.ts";

const TOKEN = { SLACK_SIGNING_SECRET: "fake-signing-secret", SLACK_BOT_TOKEN: "xoxb-fake" };
const OAUTH = {
  SLACK_SIGNING_SECRET: "fake-signing-secret",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "fake-client-secret",
  SLACK_STATE_SECRET: "fake-state-secret",
  TOKEN_KEY: "ab".repeat(32),
  SLACK_TEAM_IDS: "T0CITY, E0STATE",
};

/** The keys a refusal names. */
function wrongKeys(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Refusal) return error.message.split("\n").map((line) => line.split(" ")[0] ?? "");
    throw error;
  }
  return [];
}

describe("Slack's settings", () => {
  test("are off without any, and a playground is on then only", () => {
    expect(readConfig({}).slack).toBeUndefined();
    expect(readConfig(TOKEN).playground).toBe(false);
  });

  test("of one workspace are its secret and its token", () => {
    expect(readConfig(TOKEN).slack).toEqual({
      signingSecret: "fake-signing-secret",
      access: { botToken: "xoxb-fake" },
      appToken: undefined,
      apiUrl: "https://slack.com/api/",
      authorizeUrl: "https://slack.com/oauth/v2/authorize",
    });
  });

  test("of an organisation are those of OAuth", () => {
    const access = readConfig(OAUTH).slack?.access;
    expect(access).toMatchObject({ clientId: "1.2", teamIds: ["T0CITY", "E0STATE"] });
    expect(access && "tokenKey" in access && access.tokenKey).toHaveLength(32);
  });

  test("for GovSlack are two addresses", () => {
    const gov = {
      SLACK_API_URL: "https://slack-gov.com/api",
      SLACK_AUTHORIZE_URL: "https://slack-gov.com/oauth/v2/authorize",
    };
    expect(readConfig({ ...TOKEN, ...gov }).slack).toMatchObject({ apiUrl: "https://slack-gov.com/api/" });
  });

  test.each([
    ["a token without the secret", { SLACK_BOT_TOKEN: "xoxb-fake" }, ["SLACK_SIGNING_SECRET"]],
    ["a secret alone", { SLACK_SIGNING_SECRET: "fake-signing-secret" }, ["SLACK_BOT_TOKEN"]],
    ["a token and OAuth at once", { ...OAUTH, ...TOKEN }, ["SLACK_BOT_TOKEN"]],
    [
      "OAuth with most of it missing",
      { SLACK_SIGNING_SECRET: "fake-signing-secret", SLACK_CLIENT_ID: "1.2" },
      ["SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET", "SLACK_TEAM_IDS", "TOKEN_KEY"],
    ],
    [
      "wrong values",
      { ...OAUTH, TOKEN_KEY: "short", SLACK_TEAM_IDS: "city", SLACK_APP_TOKEN: "xoxb-fake", SLACK_API_URL: "slack" },
      ["SLACK_API_URL", "SLACK_APP_TOKEN", "SLACK_TEAM_IDS", "TOKEN_KEY"],
    ],
  ])("that are %s name every wrong key at once", (_name, env, keys) => expect(wrongKeys(env)).toEqual(keys));

  test("are never repeated when they are wrong", () => {
    expect(() => readConfig({ ...TOKEN, SLACK_BOT_TOKEN: "xoxp-fake-user" })).toThrow(
      /SLACK_BOT_TOKEN is set to something else/,
    );
  });
});
