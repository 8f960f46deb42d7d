import { createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import * as z from "zod";
import type { TeamsSettings } from "../host.ts";
import { ConnectorFault } from "../send/connector.ts";

const metadata = z.looseObject({ jwks_uri: z.url() });
const keySet = z.looseObject({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal("RSA"), n: z.string(), e: z.string() })).min(1),
});
const times = z.looseObject({ exp: z.number(), nbf: z.number().optional() });
const header = z.looseObject({ kid: z.string(), alg: z.literal("RS256") });

/** Milliseconds: how long one look waits, and how soon after one a key that is not known is looked for again. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Seconds by which clocks may differ. */
const SKEW = 300;

/**
 * Microsoft's keys, by which its tokens are told from forged ones. The SDK looks, too, and prints a page for each that it
 * refuses: a forged one never reaches it.
 */
export class Keys {
  readonly #metadataUrl: string;
  #known = new Map<string, KeyObject>();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor({ openIdMetadataUrl }: Pick<TeamsSettings, "openIdMetadataUrl">) {
    this.#metadataUrl = openIdMetadataUrl;
  }

  /** Throws unless the token was signed by one of them, and counts now. */
  async check(token: string): Promise<void> {
    const [head = "", claims = "", signature = ""] = token.split(".");
    const { kid } = header.parse(decoded(head));
    const { exp, nbf = 0 } = times.parse(decoded(claims));
    const now = Date.now() / 1000;
    if (exp < now - SKEW || nbf > now + SKEW) throw new ConnectorFault(undefined, "token_not_of_now");
    const key = await this.#key(kid);
    const content = Buffer.from(`${head}.${claims}`);
    if (!key || !verify("RSA-SHA256", content, key, Buffer.from(signature, "base64url")))
      throw new ConnectorFault(undefined, "token_not_signed");
  }

  /** Throws a `ConnectorFault` where they cannot be read. */
  async read(): Promise<void> {
    const { jwks_uri } = await fetched(this.#metadataUrl, metadata);
    const { keys } = await fetched(jwks_uri, keySet);
    this.#known = new Map(keys.map((jwk) => [jwk.kid, createPublicKey({ key: jwk as JsonWebKey, format: "jwk" })]));
    this.#readAt = performance.now();
  }

  async #key(kid: string): Promise<KeyObject | undefined> {
    const age = performance.now() - this.#readAt;
    if (age > DAY_MS || (!this.#known.has(kid) && age > PAUSE_MS)) {
      this.#reading ??= this.read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#known.get(kid);
  }
}

async function fetched<T>(url: string, shape: z.ZodType<T>): Promise<T> {
  const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => {
    throw new ConnectorFault(undefined, "no answer");
  });
  if (!answer.ok) throw new ConnectorFault(answer.status, `HTTP ${answer.status}`);
  const read = shape.safeParse(await answer.json().catch(() => undefined)).data;
  if (read === undefined) throw new ConnectorFault(answer.status, "it is something else");
  return read;
}

const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
