import { DrizzleQueryError } from "drizzle-orm";
import { DatabaseDown, OutcomeUnknown } from "../src/core/request/errors.ts";

/** Never reached the server, or the server takes nobody: nothing was written. */
const NOT_REACHED = new Set([
  // No connection was had in the first place, whatever broke on the way to one.
  "NOT_REACHED",
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_ENDED",
  "57P03",
  "53300",
  "EAI_AGAIN",
  // A standby: it was the primary a moment ago, or another one is.
  "25006",
]);
/** The connection broke, perhaps with a statement under way. */
const BROKE_OFF = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P05",
  "08000",
  "08003",
  "08006",
]);

/** Somebody else's work won (deadlock, serialization): nothing of ours was kept, and it may simply be done again. */
const GAVE_WAY = new Set(["40001", "40P01"]);

/** A driver's error as the core's word for it; anything else as Postgres said it, without what was written (row 21). */
export function databaseError(error: unknown, writing: boolean): unknown {
  const code = codeOf(error);
  if (NOT_REACHED.has(code)) return new DatabaseDown("the database cannot be reached", { cause: error });
  if (!BROKE_OFF.has(code)) return error instanceof DrizzleQueryError ? (error.cause ?? error) : error;
  return writing
    ? new OutcomeUnknown("the connection broke", { cause: error })
    : new DatabaseDown("the connection broke", { cause: error });
}

/** Nothing was sent, since there is no connection to send it by; the code tells why, where the server said so. */
export function notReached(failure: unknown): DatabaseDown {
  const code = codeOf(failure);
  const down = new DatabaseDown(`the database cannot be reached: ${code}`, { cause: failure });
  return Object.assign(down, { code: NOT_REACHED.has(code) ? code : "NOT_REACHED" });
}

/** After this error nothing may be sent on the same connection any more. */
export function isBroken(error: unknown): boolean {
  const code = codeOf(error);
  return NOT_REACHED.has(code) || BROKE_OFF.has(code);
}

export const gaveWay = (error: unknown): boolean => GAVE_WAY.has(codeOf(error));

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
