import { createHmac } from "node:crypto";

/** Nobody's secret: what the tests sign with. */
export const SIGNING_SECRET = "fake-signing-secret-of-the-tests";

export interface Signed {
  headers: [string, string][];
  body: Uint8Array;
}

const FORM = "application/x-www-form-urlencoded";

export function sign(body: Uint8Array, seconds: number | string, secret = SIGNING_SECRET, version = "v0"): string {
  return `${version}=${createHmac("sha256", secret).update(`${version}:${seconds}:`).update(body).digest("hex")}`;
}

/** A body as Slack would send it at that second. */
export function signedBody(body: string | Uint8Array, contentType: string, seconds: number): Signed {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return {
    headers: [
      ["content-type", contentType],
      ["x-slack-request-timestamp", String(seconds)],
      ["x-slack-signature", sign(bytes, seconds)],
    ],
    body: bytes,
  };
}

export const nowSeconds = () => Math.floor(Date.now() / 1000);

export const signedForm = (fields: Record<string, string>, seconds = nowSeconds()) =>
  signedBody(new URLSearchParams(fields).toString(), FORM, seconds);

export const signedInteraction = (payload: unknown, seconds = nowSeconds()) =>
  signedForm({ payload: JSON.stringify(payload) }, seconds);

export const signedEvent = (event: unknown, seconds = nowSeconds()) =>
  signedBody(JSON.stringify(event), "application/json", seconds);
