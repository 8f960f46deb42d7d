import { constants, createHash, generateKeyPairSync, verify, X509Certificate } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askToken } from "../../../adapters/teams/install/token.ts";
import { readConfig } from "../../../src/config/config.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import { selfSigned } from "./certificate.ts";

// What the app proves itself with, against an endpoint of this machine that keeps what it was asked.

const APP = "1b2c3d4e-0000-4000-8000-00000000000a";
const IDENTITY = "2b2c3d4e-0000-4000-8000-00000000000b";
const TENANT = "0f0e0d0c-1111-4222-8333-444455556666";
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const folder = mkdtempSync(path.join(tmpdir(), "equity-credentials-"));
const file = (name: string, content: string) => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const certificate = file("app.pem", selfSigned(keys));
const pem = (key: typeof keys.privateKey) => key.export({ type: "pkcs8", format: "pem" }).toString();
const key = file("app.key", pem(keys.privateKey));

interface Asked {
  path: string;
  query: Record<string, string>;
  form: Record<string, string>;
  header: string | undefined;
}

let server: Server;
let url: string;
let asked: Asked[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://here");
      const header = request.headers["x-identity-header"] ?? request.headers["metadata"];
      asked.push({
        path: pathname,
        query: Object.fromEntries(searchParams),
        form: Object.fromEntries(new URLSearchParams(body)),
        header: header?.toString(),
      });
      const ends = pathname === "/identity" ? { expires_on: String(Date.now() / 1000 + 600) } : { expires_in: 600 };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ access_token: `from ${pathname}`, ...ends }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
});

const environment = (more: Record<string, string>) => ({
  TEAMS_APP_ID: APP,
  TEAMS_TENANT_ID: TENANT,
  TEAMS_TOKEN_URL: `${url}/token`,
  ...more,
});

async function token(more: Record<string, string>) {
  const { teams } = readConfig(environment(more));
  if (!teams) throw new Error("Teams is off");
  const { token: got, seconds } = await askToken(teams, Date.now());
  expect(seconds).toBeGreaterThan(590);
  return got;
}

const common = { grant_type: "client_credentials", client_id: APP, scope: "https://api.botframework.com/.default" };
const ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

describe("the app proves who it is", () => {
  test("by its client secret", async () => {
    expect(await token({ TEAMS_APP_PASSWORD: "fake-client-secret" })).toBe("from /token");
    expect(asked.map(({ form }) => form)).toEqual([{ ...common, client_secret: "fake-client-secret" }]);
  });

  test("by the token in a file, read anew each time", async () => {
    const tokenFile = file("federated", "first\n");
    await token({ TEAMS_FEDERATED_TOKEN_FILE: tokenFile });
    file("federated", "second");
    await token({ TEAMS_FEDERATED_TOKEN_FILE: tokenFile });
    const proof = { ...common, client_assertion_type: ASSERTION };
    expect(asked.map(({ form }) => form)).toEqual([
      { ...proof, client_assertion: "first" },
      { ...proof, client_assertion: "second" },
    ]);
  });

  test("by a statement that its certificate's key signed, for this endpoint and ten minutes", async () => {
    expect(await token({ TEAMS_CERTIFICATE: certificate, TEAMS_CERTIFICATE_KEY: key })).toBe("from /token");
    const [{ form } = { form: {} as Record<string, string> }] = asked;
    const [head = "", claims = "", signature = ""] = (form["client_assertion"] ?? "").split(".");
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    const thumbprint = createHash("sha256")
      .update(new X509Certificate(selfSigned(keys)).raw)
      .digest("base64url");
    expect(read(head)).toEqual({ alg: "PS256", typ: "JWT", "x5t#S256": thumbprint });
    expect(read(claims)).toMatchObject({ aud: `${url}/token`, iss: APP, sub: APP });
    expect(read(claims).exp - Date.now() / 1000).toBeGreaterThan(500);
    const pss = { key: keys.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verify("sha256", Buffer.from(`${head}.${claims}`), pss, Buffer.from(signature, "base64url"))).toBe(true);
  });

  const platform = () => ({ IDENTITY_ENDPOINT: `${url}/identity`, IDENTITY_HEADER: "fake-header" });

  test("by a managed identity that is the app itself: the machine gives its token", async () => {
    expect(await token({ TEAMS_MANAGED_IDENTITY: APP, ...platform() })).toBe("from /identity");
    const query = { "api-version": "2019-08-01", resource: "https://api.botframework.com", client_id: APP };
    expect(asked).toEqual([{ path: "/identity", query, form: {}, header: "fake-header" }]);
  });

  test("by a managed identity that stands for the app: its token is the proof", async () => {
    expect(await token({ TEAMS_MANAGED_IDENTITY: IDENTITY, ...platform() })).toBe("from /token");
    expect(asked[0]?.query).toMatchObject({ resource: "api://AzureADTokenExchange", client_id: IDENTITY });
    expect(asked[1]?.form).toEqual({
      ...common,
      client_assertion_type: ASSERTION,
      client_assertion: "from /identity",
    });
  });

  test("and on any other machine of Azure asks the address that those have", () => {
    expect(readConfig(environment({ TEAMS_MANAGED_IDENTITY: APP })).teams?.credential).toEqual({
      kind: "managed identity",
      clientId: APP,
      endpoint: {
        url: "http://169.254.169.254/metadata/identity/oauth2/token",
        version: "2018-02-01",
        headers: { metadata: "true" },
      },
    });
  });

  test("not by a file that is gone since: that is said, and nobody refused anything", async () => {
    const gone = { kind: "federated", tokenFile: path.join(folder, "gone") } as const;
    const { teams } = readConfig(environment({ TEAMS_APP_PASSWORD: "fake-client-secret" }));
    if (!teams) throw new Error("Teams is off");
    await expect(askToken({ ...teams, credential: gone }, Date.now())).rejects.toMatchObject({
      name: "ConnectorFault",
      code: expect.stringContaining("gone: ENOENT"),
    });
  });
});

describe("settings that do not prove it", () => {
  const other = file("other.key", pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey));
  const secret = { TEAMS_APP_PASSWORD: "fake-client-secret" };
  const wrong = (more: Record<string, string>) => {
    try {
      readConfig(environment(more));
    } catch (error) {
      if (error instanceof Refusal) return error.message.split("\n").map((line) => line.split(" ")[0]);
      throw error;
    }
    return [];
  };

  test.each([
    ["none of them", {}, ["TEAMS_APP_PASSWORD"]],
    ["the id of a secret", { TEAMS_APP_PASSWORD: IDENTITY }, ["TEAMS_APP_PASSWORD"]],
    ["two of them", { ...secret, TEAMS_MANAGED_IDENTITY: IDENTITY }, ["TEAMS_APP_PASSWORD", "TEAMS_MANAGED_IDENTITY"]],
    ["a file that is not there", { TEAMS_FEDERATED_TOKEN_FILE: "/nowhere" }, ["TEAMS_FEDERATED_TOKEN_FILE"]],
    ["a certificate without its key", { TEAMS_CERTIFICATE: certificate }, ["TEAMS_CERTIFICATE_KEY"]],
    [
      "a certificate with the key of another",
      { TEAMS_CERTIFICATE: certificate, TEAMS_CERTIFICATE_KEY: other },
      ["TEAMS_CERTIFICATE_KEY"],
    ],
    ["a certificate that is none", { TEAMS_CERTIFICATE: key, TEAMS_CERTIFICATE_KEY: key }, ["TEAMS_CERTIFICATE"]],
  ])("are refused with %s", (_name, more, named) => expect(wrong(more)).toEqual(named));

  test("say that the value is wanted, and not the id", () => {
    expect(() => readConfig(environment({ TEAMS_APP_PASSWORD: IDENTITY }))).toThrow(
      /TEAMS_APP_PASSWORD is set to something else: it must be the Value of the client secret \(not its Secret ID/,
    );
  });
});
