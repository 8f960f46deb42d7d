import { createHmac, timingSafeEqual } from "node:crypto";
import { parseBody } from "./bodies.ts";
import { type Payload, shapeOf } from "./payload.ts";

/** Larger bodies are refused before they are read to the end. */
export const LARGEST_BODY = 256 * 1024;

/** Older than this, or further in the future, a signature is worth nothing. Bolt lets the future pass. */
const MOST_SKEW_SECONDS = 300;

/** As much of an HTTP request as its authenticity depends on. Header names are lower case. */
export interface Incoming {
  header(name: string): string | undefined;
  body: Uint8Array;
}

export type Verdict =
  | { pass: true; payload: Payload }
  /** Slack's check of our certificate: answered, unsigned as it is, and nothing happens. */
  | { pass: false; status: 200 | 400 | 401 | 415; because: string };

const refuse = (status: 200 | 400 | 401 | 415, because: string): Verdict => ({ pass: false, status, because });

/** Decides whether something comes from Slack and has a shape we know. What does not pass is seen by nobody else. */
export function examine(incoming: Incoming, signingSecret: string, nowMs: number): Verdict {
  if (isSslCheck(incoming.body)) return refuse(200, "");
  if (!isSigned(incoming, signingSecret, nowMs)) return refuse(401, "");
  const format = formatOf(incoming.header("content-type"));
  if (format === undefined) return refuse(415, "Only forms and JSON in UTF-8 are read here.");
  const text = decode(incoming.body);
  const payload = text === undefined ? undefined : shapeOf(parseBody(text, format === "json"));
  return payload ? { pass: true, payload } : refuse(400, "This is nothing Slack sends.");
}

function isSigned({ header, body }: Incoming, secret: string, nowMs: number): boolean {
  // A doubled header arrives as one, its values joined by a comma; the patterns do not fit that.
  const timestamp = /^[1-9]\d{0,11}$/.exec(header("x-slack-request-timestamp") ?? "")?.[0];
  const signature = /^v0=([0-9a-f]{64})$/.exec(header("x-slack-signature") ?? "")?.[1];
  if (timestamp === undefined || signature === undefined) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > MOST_SKEW_SECONDS) return false;
  const expected = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex"));
}

/** `ssl_check=1` alone: beside a command it is no check. */
function isSslCheck(body: Uint8Array): boolean {
  if (body.byteLength > 1_000) return false;
  const form = new URLSearchParams(Buffer.from(body).toString("latin1"));
  return form.get("ssl_check") === "1" && !form.has("command") && !form.has("payload");
}

function formatOf(contentType: string | undefined): "form" | "json" | undefined {
  const read = /^(application\/(?:x-www-form-urlencoded|json))\s*(?:;\s*charset="?(utf-8)"?\s*)?$/i.exec(
    contentType ?? "",
  );
  if (!read) return undefined;
  return read[1]?.toLowerCase() === "application/json" ? "json" : "form";
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
