import { DatabaseDown, OutcomeUnknown } from "../src/core/errors.ts";

/** Never reached the server, or the server takes nobody: nothing was written. */
const NOT_REACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "57P03",
  "53300",
  "EAI_AGAIN",
]);
/** The connection broke with a statement under way. */
const BROKE_OFF = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
]);

/** A driver's error as the core's word for it; anything else stays as it is. */
export function databaseError(error: unknown, writing: boolean): unknown {
  const code = codeOf(error);
  if (NOT_REACHED.has(code)) return new DatabaseDown("the database cannot be reached", { cause: error });
  if (!BROKE_OFF.has(code)) return error;
  return writing
    ? new OutcomeUnknown("the connection broke", { cause: error })
    : new DatabaseDown("the connection broke", { cause: error });
}

/** The Postgres or network error code, also where drizzle wrapped the error. */
export function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  return cause === undefined ? "" : codeOf(cause);
}

/** The constraint an error is about, for deciding by constraint instead of reading first. */
export function constraintOf(error: unknown): string | undefined {
  const one = (error ?? {}) as { constraint?: string; constraint_name?: string; cause?: unknown };
  return one.constraint_name ?? one.constraint ?? (one.cause === undefined ? undefined : constraintOf(one.cause));
}
