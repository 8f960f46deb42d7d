import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const strangers = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KID = "key-of-the-tests";

/** The keys as Microsoft publishes them. */
export const publishedKeys = () => ({
  keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: KID, use: "sig", endorsements: ["msteams"] }],
});

export interface Claims {
  iss?: string;
  aud?: string;
  serviceurl?: string;
  exp?: number;
  nbf?: number;
  [more: string]: unknown;
}

type Header = Record<string, unknown>;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const unsigned = (claims: Claims, header: Header) => `${part({ typ: "JWT", kid: KID, ...header })}.${part(claims)}`;

function rsa(content: string, key: KeyObject): string {
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), key).toString("base64url")}`;
}

/** A token as Microsoft makes it. */
export const signed = (claims: Claims, header: Header = {}): string =>
  rsa(unsigned(claims, { alg: "RS256", ...header }), keys.privateKey);

/** By a key Microsoft does not know, under the name of one it does. */
export const signedByStranger = (claims: Claims): string =>
  rsa(unsigned(claims, { alg: "RS256" }), strangers.privateKey);

export const unsignedToken = (claims: Claims): string => `${unsigned(claims, { alg: "none" })}.`;

/** The public key taken for a shared secret. */
export function signedByHmac(claims: Claims): string {
  const content = unsigned(claims, { alg: "HS256" });
  const secret = keys.publicKey.export({ type: "spki", format: "pem" });
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}
