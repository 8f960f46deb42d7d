import type { SendResult } from "../../../src/core/deliveries/deliveries.ts";
import { ConnectorFault, TokenRefused } from "./connector.ts";

type Failed = Exclude<SendResult, { state: "sent" }>;

/** Of what may have been posted. */
export function perhapsSent(error: unknown): Failed {
  if (!(error instanceof ConnectorFault)) return { state: "ambiguous", reason: "the connection broke" };
  const { status, code } = error;
  if (status === undefined && !BEFORE.has(code)) return { state: "ambiguous", reason: code };
  if (status !== undefined && status >= 500 && !AGAIN.has(status))
    return { state: "ambiguous", reason: `HTTP ${status}` };
  return notSent(error);
}

/** What Teams says may be sent again. */
const AGAIN: ReadonlySet<number> = new Set([412, 429, 502, 504]);
/** Nothing was handed over yet. */
const BEFORE: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "host_not_allowed",
  "token_endpoint_silent",
]);

/** Of what was certainly not posted. */
export function notSent(error: unknown): Failed {
  if (!(error instanceof ConnectorFault)) return { state: "retry", reason: "the connection broke" };
  const { status, code } = error;
  if (error instanceof TokenRefused || status === 401) return { state: "waits", reason: code };
  if (code === "host_not_allowed") return { state: "failed", reason: code };
  if (status === undefined || status >= 500 || AGAIN.has(status)) return later(error);
  return { state: "failed", reason: code === "unknown" ? `HTTP ${status}` : code };
}

const later = ({ status, code, afterMs }: ConnectorFault): Failed => ({
  state: "retry",
  ...(afterMs === undefined ? {} : { afterMs }),
  reason: status === undefined ? code : `HTTP ${status}`,
});
