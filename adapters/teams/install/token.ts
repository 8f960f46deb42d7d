import { constants, createPrivateKey, randomUUID, sign, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as z from "zod";
import type { TeamsCredential, TeamsSettings } from "../host.ts";
import { ConnectorFault, TokenRefused } from "../send/connector.ts";

const PATIENCE_MS = 10_000;

/** A managed identity says when the token ends, everybody else how long it lasts; in seconds. */
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
  expires_on: z.coerce.number().positive().optional(),
});
const tokenRefusal = z.object({ error: z.string().max(100) });

export interface Token {
  token: string;
  seconds: number;
}

/** A token for writing to Teams, by what the app proves itself with. Throws a `TokenRefused`, or a `ConnectorFault` where nobody answers. */
export async function askToken(settings: TeamsSettings, nowMs: number): Promise<Token> {
  const { credential, appId, tokenIssuer, tokenUrl } = settings;
  if (credential.kind === "managed identity" && credential.clientId === appId)
    return identityToken(credential, tokenIssuer, nowMs);
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: appId,
    scope: `${tokenIssuer}/.default`,
    ...(await proof(credential, settings, nowMs)),
  });
  return tokenFrom(tokenUrl, { method: "POST", body: form }, nowMs);
}

const ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

async function proof(
  credential: TeamsCredential,
  settings: TeamsSettings,
  nowMs: number,
): Promise<Record<string, string>> {
  if (credential.kind === "secret") return { client_secret: credential.secret };
  return { client_assertion_type: ASSERTION, client_assertion: await assertionOf(credential, settings, nowMs) };
}

/** What Microsoft takes in place of a secret; it names the app, and lasts for minutes. */
async function assertionOf(
  credential: Exclude<TeamsCredential, { kind: "secret" }>,
  settings: TeamsSettings,
  nowMs: number,
): Promise<string> {
  switch (credential.kind) {
    case "managed identity":
      return (await identityToken(credential, "api://AzureADTokenExchange", nowMs)).token;
    case "federated":
      // Whoever writes the file writes it anew before it ends.
      return (await read(credential.tokenFile)).trim();
    case "certificate":
      return signedBy(await read(credential.certificate), await read(credential.key), settings, nowMs);
    default:
      return credential satisfies never;
  }
}

const read = (file: string) =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new ConnectorFault(undefined, `${file}: ${error.code}`);
  });

function signedBy(certificate: string, key: string, { appId, tokenUrl }: TeamsSettings, nowMs: number): string {
  const thumbprint = new X509Certificate(certificate).fingerprint256.replaceAll(":", "");
  const now = Math.floor(nowMs / 1000);
  const header = { alg: "PS256", typ: "JWT", "x5t#S256": Buffer.from(thumbprint, "hex").toString("base64url") };
  const claims = { aud: tokenUrl, iss: appId, sub: appId, jti: randomUUID(), nbf: now - 60, exp: now + 600 };
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const signature = sign("sha256", Buffer.from(content), {
    key: createPrivateKey(key),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${content}.${signature.toString("base64url")}`;
}

/** From the machine, which knows who it is; without a secret of ours. */
function identityToken(
  { clientId, endpoint }: Extract<TeamsCredential, { kind: "managed identity" }>,
  resource: string,
  nowMs: number,
): Promise<Token> {
  const url = new URL(endpoint.url);
  const asked = { "api-version": endpoint.version, resource, client_id: clientId };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return tokenFrom(url.href, { headers: endpoint.headers }, nowMs);
}

async function tokenFrom(url: string, request: RequestInit, nowMs: number): Promise<Token> {
  const more = { redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) } as const;
  const answer = await fetch(url, { ...request, ...more }).catch(() => {
    throw new ConnectorFault(undefined, "token_endpoint_silent");
  });
  const body: unknown = await answer.json().catch(() => undefined);
  const found = tokenAnswer.safeParse(body).data;
  if (!found) throw refusalOf(answer.status, tokenRefusal.safeParse(body).data?.error ?? "no_token");
  const { access_token: token, expires_in: lasts, expires_on: ends } = found;
  return { token, seconds: lasts ?? (ends === undefined ? 300 : ends - nowMs / 1000) };
}

/** A 5xx says nothing about the app. */
const refusalOf = (status: number, code: string) =>
  status < 500 ? new TokenRefused(status, code) : new ConnectorFault(undefined, "token_endpoint_silent");
