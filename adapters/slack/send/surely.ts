import { setTimeout as sleep } from "node:timers/promises";
import type { Answers, Asker } from "../../../src/core/deliveries/answers.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import { LEVELS, type Level, simpler } from "../../../src/core/reply/simpler.ts";
import type { Way } from "../receive/turn.ts";
import { failureOf } from "./clients.ts";

/** Where an answer goes that Slack does not take now. */
export interface Surely {
  answers: Answers;
  tenant: string;
  /** The request it answers. */
  request: string;
  onFault(error: unknown): void;
}

/** Slack refused the message itself: shown with less it may be taken. */
export class Malformed extends Error {}

const MOST_TRIES = 4;
/** Waiting for longer is a delivery's work. */
const MOST_WAIT_MS = 10_000;

/** Waits as long as Slack wants us to: what it was too busy for was certainly not done. */
export async function patiently<T>(work: () => Promise<T>, tries = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== "limited" || failure.afterMs > MOST_WAIT_MS || tries === MOST_TRIES) throw error;
    await sleep(failure.afterMs);
    return patiently(work, tries + 1);
  }
}

/** Shows an answer, simpler where Slack refuses its looks; what it does not take at all is handed over. */
export async function surely(
  answer: Reply,
  way: Way,
  { answers, tenant, request, onFault }: Surely,
  show: (answer: Reply) => Promise<void>,
): Promise<void> {
  let last: unknown;
  for (const level of LEVELS) {
    try {
      return await show(simpler(answer, level));
    } catch (error) {
      onFault(error);
      last = error;
      if (!isAboutLooks(error, level)) break;
    }
  }
  const failure = failureOf(last);
  // A place that does not take it: whoever asked is told alone.
  const { visibility } = failure.kind === "refused" ? PRIVATE : answer;
  const afterMs = failure.kind === "limited" ? failure.afterMs : 0;
  await answers.handOver(request, { ...answer, visibility }, askerOf(way, tenant), afterMs);
}

const PRIVATE = { visibility: "private" } as const;

function isAboutLooks(error: unknown, level: Level): boolean {
  if (level === "words") return false;
  return isMalformed(error) || !isSlacks(error);
}

/** An error of ours goes right with less, perhaps. */
const isSlacks = (error: unknown) => typeof (error as { code?: unknown }).code === "string";

const LOOKS =
  /^(?:invalid_blocks|msg_blocks_too_long|msg_too_long|invalid_arguments|invalid_attachments|too_many_attachments|no_text|HTTP 400)/;

export function isMalformed(error: unknown): boolean {
  if (error instanceof Malformed) return true;
  const failure = failureOf(error);
  return failure.kind === "refused" && LOOKS.test(failure.code);
}

export const looksRefused = (words: string): boolean => LOOKS.test(words.trim());

export function askerOf({ user, channel, thread }: Way, tenant: string): Asker {
  const open = channel !== undefined && !channel.startsWith("D");
  return { platform: "slack", tenant, user, ...(open ? { channel, thread } : {}) };
}
