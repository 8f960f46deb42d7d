import type { Temporal } from "temporal-polyfill";
import type { Reply } from "../reply/reply.ts";
import type { Write } from "../request/write.ts";
import type { NewDelivery } from "./deliveries.ts";

// What the clock brings about. A job says which occasions there are; whether each is sent is decided once, whichever
// process looks first, and the decision is kept. That is what makes one post of three replicas, of a crash and of a clock
// that jumps back.

/** One thing that falls due: a department's nudge of a quarter, the city's summary of it. */
export interface Occasion {
  /** "quarterly-nudge". */
  job: string;
  /** Whom it concerns: a department's code, "city", "person:12". */
  subject: string;
  /** Which one: "2026-Q4", "2026-Q4 +5". */
  occasion: string;
  dueAt: Temporal.Instant;
  /** From then on it is too late to send it. */
  until: Temporal.Instant;
  /** Nothing that fell due before it is sent: when its channel was bound. */
  since: Temporal.Instant | undefined;
  /** The messages; none when there is nobody to send them to. */
  deliveries: readonly NewDelivery[];
  /** Why nobody is told, where that is not simply that there is nobody. */
  nobody?: string;
}

export type Decision =
  | { outcome: "queued" }
  /** "late", or why nobody could be told. */
  | { outcome: "skipped"; reason: string };

export interface Decided {
  occasion: Occasion;
  decision: Decision;
  /** Obligations of its subject that are open, of a nudge that goes out. */
  open?: readonly string[];
}

/** As it was decided. */
export interface PastOccasion {
  job: string;
  subject: string;
  occasion: string;
  /** Milliseconds since 1970. */
  dueAt: number;
  outcome: "queued" | "skipped";
  reason: string | undefined;
  /** Milliseconds since 1970. */
  decidedAt: number;
  open: readonly string[] | undefined;
  /** When one of those was first seen open no more; milliseconds since 1970. */
  answeredAt: number | undefined;
}

export interface OccasionStore {
  /** Those of them that nobody has decided yet. */
  undecided(decided: readonly Decided[]): Promise<Decided[]>;
  /** Decides what nobody has decided yet, and queues its messages in the same transaction. Returns what was new. */
  decide(decided: readonly Decided[], at: Temporal.Instant): Promise<Occasion[]>;
  /** Sends one before its day, or after it was skipped; "sent before" where it went out already. */
  bringForward(decided: Decided, at: Temporal.Instant, write: Write): Promise<"sent" | "sent before">;
  /** Decided ones of these jobs that fell due since then, the latest first. */
  past(jobs: readonly string[], since: Temporal.Instant): Promise<PastOccasion[]>;
  /** Something was done about what these listed; who was answered before stays so. */
  answered(job: string, occasion: string, subjects: readonly string[], at: Temporal.Instant): Promise<void>;
  /** Those of all jobs that were decided since then, and are not sent. */
  skipped(since: Temporal.Instant): Promise<PastOccasion[]>;
}

/** Neither a lead nor an officer, nor a channel. */
export const NOBODY = "nobody to tell";

/** What is decided about an occasion at an instant; undefined while it is not due, or where it was over before the go-live. */
export function decisionAt(
  { dueAt, until, since, deliveries, nobody = NOBODY }: Occasion,
  now: Temporal.Instant,
  liveSince: Temporal.Instant,
): Decision | undefined {
  if (now.epochMilliseconds < dueAt.epochMilliseconds || until.epochMilliseconds <= liveSince.epochMilliseconds)
    return undefined;
  const late =
    now.epochMilliseconds > until.epochMilliseconds ||
    dueAt.epochMilliseconds < liveSince.epochMilliseconds ||
    (since !== undefined && dueAt.epochMilliseconds < since.epochMilliseconds);
  if (late) return { outcome: "skipped", reason: "late" };
  return deliveries.length === 0 ? { outcome: "skipped", reason: nobody } : { outcome: "queued" };
}

/** A message as it would read if it went out now. */
export interface Upcoming {
  job: string;
  label: string;
  subject: string;
  occasion: string;
  /** Milliseconds since 1970. */
  dueAt: number;
  /** Whom it goes to, in words. */
  to: string;
  /** The message, or why it would not be sent. */
  words: Reply | string;
}
