import { DatabaseDown, OutcomeUnknown } from "../core/request/errors.ts";

/** Milliseconds. A platform's answer must be in well before the lease is out, or two workers would send one message. */
export interface Timing {
  leaseMs: number;
  answerMs: number;
  /** The longest first wait after a failure. */
  retryMs: number;
}

interface Asking {
  timing: Timing;
  /** Ends what is on its way to a platform; its outcome is then unknown. */
  signal: AbortSignal;
}

/** A platform's answer, or "ambiguous" when there was none in time. */
export async function ask<Result>(
  question: (signal: AbortSignal) => Promise<Result>,
  { timing, signal }: Asking,
): Promise<Result | { state: "ambiguous"; reason: string }> {
  const own = new AbortController();
  const giveUp = () => own.abort();
  const timer = setTimeout(giveUp, timing.answerMs);
  signal.addEventListener("abort", giveUp, { once: true });
  const silence = new Promise<{ state: "ambiguous"; reason: string }>((resolve) => {
    own.signal.addEventListener("abort", () => resolve({ state: "ambiguous", reason: "no answer in time" }));
  });
  try {
    return await Promise.race([question(own.signal).catch(broken), silence]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}

const broken = (error: unknown) => {
  const { code } = (error ?? {}) as { code?: unknown };
  return { state: "ambiguous" as const, reason: typeof code === "string" ? code : "the connection broke" };
};

/** What the platform took must be written down: while the lease holds, a database that is down is asked again. */
export async function insist<T>(write: () => Promise<T>, { timing }: Pick<Asking, "timing">): Promise<T> {
  const until = performance.now() + timing.leaseMs / 2;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const passing = error instanceof DatabaseDown || error instanceof OutcomeUnknown;
      if (!passing || performance.now() > until) throw error;
      await pause(timing.leaseMs / 100);
    }
  }
}

export const pause = (ms: number) =>
  ms <= 0 ? Promise.resolve() : new Promise<void>((resolve) => setTimeout(resolve, ms));
