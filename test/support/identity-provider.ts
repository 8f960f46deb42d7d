import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const CLIENT = { id: "equity-pages", secret: "a secret of sixteen or more" };

type Claims = Record<string, unknown>;

/** A city's identity provider on loopback: discovery, keys, an authorization endpoint and one that gives signed tokens. */
export interface IdentityProvider {
  issuer: string;
  /** What a process is started with to sign in here. */
  env: Record<string, string>;
  /** Who is signed in here, as the identity token says it. */
  account: Claims;
  /** Changes what the next token says, as a provider would that is mistaken, or somebody's who pretends. */
  forge: ((claims: Claims) => Claims) | undefined;
  /** Signs the next token by a key that nobody has published. */
  wrongKey: boolean;
  stop(): Promise<void>;
}

interface Asked {
  nonce: string;
  challenge: string;
  redirect: string;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const [published, unknown] = [newKey(), newKey()];
  const given = new Map<string, Asked>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: IdentityProvider = {
    issuer,
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
    account: {},
    forge: undefined,
    wrongKey: false,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const idToken = ({ nonce }: Asked) => {
    const now = Math.floor(Date.now() / 1000);
    const usual = {
      iss: issuer,
      aud: CLIENT.id,
      sub: "pairwise",
      nonce,
      iat: now,
      exp: now + 300,
      ...provider.account,
    };
    return signed(provider.forge?.(usual) ?? usual, provider.wrongKey ? unknown : published);
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", issuer);
    if (pathname === "/.well-known/openid-configuration") return json(response, metadata(issuer));
    if (pathname === "/keys") return json(response, { keys: [jwk(published)] });
    if (pathname === "/authorize") return authorize(searchParams, given, response);
    if (pathname === "/token") return token(new URLSearchParams(await bodyOf(request)), given, response, idToken);
    response.writeHead(404).end();
  }
  return provider;
}

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ["code"],
  subject_types_supported: ["pairwise"],
  id_token_signing_alg_values_supported: ["RS256"],
  code_challenge_methods_supported: ["S256"],
});

/** Whoever comes is signed in already, and is sent back with a code. */
function authorize(asked: URLSearchParams, given: Map<string, Asked>, response: ServerResponse): void {
  const read = (name: string) => asked.get(name) ?? "";
  if (read("client_id") !== CLIENT.id || read("response_type") !== "code") return void response.writeHead(400).end();
  const code = randomBytes(16).toString("base64url");
  given.set(code, {
    nonce: read("nonce"),
    challenge: read("code_challenge"),
    redirect: read("redirect_uri"),
  });
  const back = new URL(read("redirect_uri"));
  back.search = new URLSearchParams({ code, state: read("state") }).toString();
  response.writeHead(302, { Location: back.href }).end();
}

/** A code is good once, for the client that asked, with the verifier of its challenge. */
function token(
  posted: URLSearchParams,
  given: Map<string, Asked>,
  response: ServerResponse,
  idToken: (asked: Asked) => string,
): void {
  const code = posted.get("code") ?? "";
  const asked = given.get(code);
  given.delete(code);
  const challenge = createHash("sha256")
    .update(posted.get("code_verifier") ?? "")
    .digest("base64url");
  const proven =
    posted.get("client_id") === CLIENT.id &&
    posted.get("client_secret") === CLIENT.secret &&
    posted.get("redirect_uri") === asked?.redirect &&
    challenge === asked.challenge;
  if (!asked || !proven) json(response, { error: "invalid_grant" }, 400);
  else
    json(response, { access_token: randomBytes(16).toString("hex"), token_type: "Bearer", id_token: idToken(asked) });
}

interface Key {
  id: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const newKey = (): Key => ({ id: "the-key", ...generateKeyPairSync("rsa", { modulusLength: 2048 }) });
const jwk = ({ id, publicKey }: Key) => ({ ...publicKey.export({ format: "jwk" }), kid: id, use: "sig", alg: "RS256" });

function signed(claims: Claims, { id, privateKey }: Key): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const words = `${part({ alg: "RS256", kid: id, typ: "JWT" })}.${part(claims)}`;
  return `${words}.${createSign("RSA-SHA256").update(words).sign(privateKey, "base64url")}`;
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
