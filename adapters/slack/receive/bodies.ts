import type { Payload } from "./payload.ts";

/** What Bolt is given: only what was checked, and no null, which it takes for an object. */
export function boltBody(payload: Payload): Record<string, unknown> {
  if (payload.kind === "command") return withoutNulls(payload.command);
  if (payload.kind === "interactivity") return withoutNulls(payload.interactivity);
  return payload.kind === "event" ? withoutNulls(payload.envelope) : {};
}

function withoutNulls(value: object): Record<string, unknown> {
  const known = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(
    known.map(([key, one]) => [key, typeof one === "object" && !Array.isArray(one) ? withoutNulls(one) : one]),
  );
}

/** A body's content: JSON, or a form whose `payload` is JSON. */
export function parseBody(text: string, json: boolean): unknown {
  if (json) return parseJson(text);
  const form: Record<string, unknown> = Object.fromEntries(new URLSearchParams(text));
  return typeof form.payload === "string" ? parseJson(form.payload) : form;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
