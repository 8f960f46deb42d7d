import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { Refusal } from "../../src/core/request/errors.ts";

const SERVER = { DATABASE_URL: "postgres://bot:hunter2@db:5432/equity", PLAN: "portland" };

/** What is said about a wrong environment, line by line. */
function complaints(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Refusal) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("without any setting", () => {
  test("it is the embedded sample city on this machine only", () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      ops: { port: undefined, token: undefined },
      publicUrl: undefined,
      database: { dataDir: ".data" },
      plan: "milwaukee",
      demo: true,
      playground: true,
      scimTokens: [],
      adminEmails: [],
      logLevel: "info",
    });
  });

  test("an empty value is no value", () => {
    expect(readConfig({ PORT: "", PLAN: "", DATABASE_URL: "" })).toEqual(readConfig({}));
  });
});

describe("a server", () => {
  test("needs a plan, and holds no sample city unless told to", () => {
    expect(complaints({ DATABASE_URL: SERVER.DATABASE_URL })).toEqual([
      "PLAN is not set: it must be the name of a bundled plan, or the path of a plan file; needed with DATABASE_URL.",
    ]);
    expect(readConfig(SERVER)).toMatchObject({ demo: false, plan: "portland" });
    expect(readConfig({ ...SERVER, DEMO: "on" }).demo).toBe(true);
  });

  test("may be several hosts, with an owner of the tables beside the bot", () => {
    const url = "postgresql://bot@one:5432,two:5432/equity";

    expect(
      readConfig({ ...SERVER, DATABASE_URL: url, MIGRATION_DATABASE_URL: "postgres://owner@one/equity" }),
    ).toMatchObject({
      database: { url, migrationUrl: "postgres://owner@one/equity" },
    });
  });
});

describe("OIDC_ISSUER", () => {
  const client = { OIDC_CLIENT_ID: "pages", OIDC_CLIENT_SECRET: "hunter2" };

  test("is of one tenant, over https or on this machine", () => {
    for (const issuer of ["https://login.microsoftonline.com/3f0d5c7e/v2.0", "http://127.0.0.1:4000"])
      expect(readConfig({ ...client, OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer);
  });

  test.each([
    "https://login.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.us/organizations/v2.0",
    "http://sso.example",
  ])("%s is refused with its reason", (issuer) => {
    expect(complaints({ ...client, OIDC_ISSUER: issuer })).toEqual([
      `OIDC_ISSUER is "${issuer}": it must be an https URL of one tenant (not common or organizations), beside OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.`,
    ]);
  });
});

describe("DATABASE_POOL", () => {
  test.each([
    [undefined, 10],
    ["1", 1],
    ["200", 200],
    ["010", 10],
  ])("%s is %i connections", (DATABASE_POOL, connections) => {
    const given = DATABASE_POOL === undefined ? {} : { DATABASE_POOL };
    expect(readConfig({ ...SERVER, ...given }).database).toMatchObject({ connections });
  });

  test.each(["0", "201", "-1", "ten", "1.5", "1e2", " 5"])("“%s” is refused in words", (DATABASE_POOL) => {
    expect(complaints({ ...SERVER, DATABASE_POOL })).toEqual([
      `DATABASE_POOL is "${DATABASE_POOL}": it must be how many connections one process may open, from 1 to 200.`,
    ]);
  });
});

test("every wrong key is named at once, with its value and what is allowed", () => {
  const wrong = {
    PORT: "99999",
    PUBLIC_URL: "ftp://x",
    PLAN: "atlantis",
    DEMO: "maybe",
    PLAYGROUND: "yes",
    ADMIN_EMAILS: "ana@city.example, bo",
    LOG_LEVEL: "loud",
    MIGRATION_DATABASE_URL: "postgres://owner@one/equity",
  };

  expect(complaints(wrong)).toEqual([
    'ADMIN_EMAILS is "ana@city.example, bo": it must be e-mail addresses separated by commas.',
    'DEMO is "maybe": it must be on or off.',
    'LOG_LEVEL is "loud": it must be fatal, error, warn, info, debug, trace or silent.',
    "MIGRATION_DATABASE_URL is set to something else: it must be a URL like postgres://user:password@host:5432/name, beside DATABASE_URL.",
    'PLAN is "atlantis": it must be the name of a bundled plan, or the path of a plan file; needed with DATABASE_URL.',
    'PLAYGROUND is "yes": it must be on or off; on only with a HOST of this machine.',
    'PORT is "99999": it must be a port number from 0 to 65535.',
    'PUBLIC_URL is "ftp://x": it must be an http or https URL.',
  ]);
});

test("a secret is never shown, not even a wrong one", () => {
  const said = complaints({ DATABASE_URL: "mysql://bot:hunter2@db/equity", MIGRATION_DATABASE_URL: "owner:hunter2" });

  expect(said).toHaveLength(3);
  expect(said.join()).not.toContain("hunter2");
});

test.each(["80a", "-1", "3.5", "0x10", " "])("the port %j is none", (PORT) => {
  expect(complaints({ PORT })).toHaveLength(1);
});

describe("the playground", () => {
  test.each(["127.0.0.1", "127.1.2.3", "localhost", "::1"])("is on when listening on %s", (HOST) => {
    expect(readConfig({ HOST }).playground).toBe(true);
  });

  test.each(["0.0.0.0", "::", "10.0.0.7", "127.0.0.1.example.com", "localhost.example.com"])(
    "is off when listening on %s, and refused when asked for",
    (HOST) => {
      expect(readConfig({ HOST }).playground).toBe(false);
      expect(complaints({ HOST, PLAYGROUND: "on" })).toEqual([expect.stringMatching(/^PLAYGROUND is "on"/)]);
    },
  );
});

test("administrators may be separated by commas, semicolons or spaces", () => {
  expect(readConfig({ ADMIN_EMAILS: "a@x.example,b@x.example; c@x.example" }).adminEmails).toEqual([
    "a@x.example",
    "b@x.example",
    "c@x.example",
  ]);
});
