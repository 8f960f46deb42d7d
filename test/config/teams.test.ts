import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { Refusal } from "../../src/core/request/errors.ts";

const APP = "1b2c3d4e-0000-4000-8000-00000000000A";
const TENANT = "0F0E0D0C-1111-4222-8333-444455556666";
const TEAMS = { TEAMS_APP_ID: APP, TEAMS_APP_PASSWORD: "fake-client-secret", TEAMS_TENANT_ID: TENANT };

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

describe("Teams' settings", () => {
  test("are off without any, and a playground is on then only", () => {
    expect(readConfig({}).teams).toBeUndefined();
    expect(readConfig({}).playground).toBe(true);
    expect(readConfig(TEAMS).playground).toBe(false);
  });

  test("are three; the rest is the public cloud's and GCC's", () => {
    expect(readConfig(TEAMS).teams).toEqual({
      appId: APP.toLowerCase(),
      credential: { kind: "secret", secret: "fake-client-secret" },
      tenantId: TENANT.toLowerCase(),
      openIdMetadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
      tokenIssuer: "https://api.botframework.com",
      tokenUrl: `https://login.microsoftonline.com/${TENANT.toLowerCase()}/oauth2/v2.0/token`,
      serviceHosts: [
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
      ],
    });
  });

  test("take other clouds' addresses", () => {
    const gov = { TEAMS_TOKEN_ISSUER: "https://api.botframework.us", TEAMS_SERVICE_HOSTS: "a.example, 127.0.0.1:3978" };
    expect(readConfig({ ...TEAMS, ...gov }).teams).toMatchObject({
      tokenIssuer: "https://api.botframework.us",
      serviceHosts: ["a.example", "127.0.0.1:3978"],
    });
  });

  const hosts = ["*.example", "a.example/path", "https://a.example", "user@a.example", "A.example"];

  test.each<[string, Record<string, string>, string[]]>([
    ["without an app id", { TEAMS_APP_PASSWORD: "fake-client-secret", TEAMS_TENANT_ID: TENANT }, ["TEAMS_APP_ID"]],
    ["with an empty app id", { ...TEAMS, TEAMS_APP_ID: "" }, ["TEAMS_APP_ID"]],
    [
      "with one address alone",
      { TEAMS_SERVICE_HOSTS: "a.example" },
      ["TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"],
    ],
    [
      "with ids that are none",
      { ...TEAMS, TEAMS_APP_ID: "app", TEAMS_TENANT_ID: "common" },
      ["TEAMS_APP_ID", "TEAMS_TENANT_ID"],
    ],
    ...hosts.map((host): [string, Record<string, string>, string[]] => [
      `with the host ${host}`,
      { ...TEAMS, TEAMS_SERVICE_HOSTS: host },
      ["TEAMS_SERVICE_HOSTS"],
    ]),
  ])("are refused %s", (_name, env, keys) => expect(wrongKeys(env)).toEqual(keys));

  test("never repeat a secret that is wrong", () => {
    expect(() => readConfig({ ...TEAMS, TEAMS_APP_PASSWORD: "short" })).toThrow(
      /TEAMS_APP_PASSWORD is set to something else/,
    );
  });
});
