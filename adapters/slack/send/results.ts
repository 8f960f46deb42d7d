import type { SendResult } from "../../../src/core/deliveries/deliveries.ts";
import { isMendable, named } from "../health/health.ts";
import { failureOf } from "./clients.ts";

/** Of what was certainly not posted. */
export function notSent(error: unknown): Exclude<SendResult, { state: "sent" }> {
  const failure = failureOf(error);
  if (failure.kind === "limited") return { state: "retry", afterMs: failure.afterMs, reason: "ratelimited" };
  if (failure.kind === "ambiguous") return { state: "retry", reason: failure.reason };
  const reason = named(failure);
  return { state: isMendable(reason) ? "waits" : "failed", reason };
}

/** Of what may have been posted. */
export function perhapsSent(error: unknown): Exclude<SendResult, { state: "sent" }> {
  const failure = failureOf(error);
  return failure.kind === "ambiguous" ? { state: "ambiguous", reason: failure.reason } : notSent(error);
}
