import { setTimeout as sleep } from "node:timers/promises";
import type { Answers, Asker } from "../../../src/core/deliveries/answers.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import { LEVELS, type Level, simpler } from "../../../src/core/reply/simpler.ts";
import type { Way } from "../receive/translate.ts";
import { ConnectorFault, type Conversation } from "./connector.ts";
import { notSent, perhapsSent } from "./results.ts";

// An answer is as likely to meet 429, 412, a 5xx or a reset as any message, and nobody else tries it again.

/** Where an answer goes that Teams does not take now. */
export interface Surely {
  answers: Answers;
  /** The request it answers. */
  request: string;
  onFault(error: unknown): void;
}

const MOST_TRIES = 3;
/** Waiting for longer is a delivery's work. */
const MOST_WAIT_MS = 8_000;

/** The same conversation, as patient as Teams asks: what it was too busy for was certainly not done. */
export const patient = (conversation: Conversation): Conversation => ({
  ...conversation,
  send: (message) => patiently(() => conversation.send(message)),
  update: (id, message) => patiently(() => conversation.update(id, message)),
});

async function patiently<T>(work: () => Promise<T>, tries = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const waitMs = waitOf(error, tries);
    if (waitMs === undefined || waitMs > MOST_WAIT_MS || tries === MOST_TRIES) throw error;
    await sleep(waitMs);
    return patiently(work, tries + 1);
  }
}

/** Milliseconds, with jitter where Teams names none; nothing where trying again is of no use, or might be once too often. */
function waitOf(error: unknown, tries: number): number | undefined {
  const result = perhapsSent(error);
  return result.state === "retry"
    ? (result.afterMs ?? Math.round((0.5 + Math.random()) * 300 * 2 ** tries))
    : undefined;
}

/** Shows an answer, simpler where Teams refuses its looks; what it does not take at all is handed over. True when it was shown. */
export async function surely(
  answer: Reply,
  way: Way,
  { answers, request, onFault }: Surely,
  show: (answer: Reply) => Promise<void>,
): Promise<boolean> {
  let last: unknown;
  for (const level of LEVELS) {
    try {
      await show(simpler(answer, level));
      return true;
    } catch (error) {
      onFault(error);
      last = error;
      if (!isAboutLooks(error, level)) break;
    }
  }
  const { visibility } = isGone(last) ? PRIVATE : answer;
  await answers.handOver(request, { ...answer, visibility }, askerOf(way), waitOf(last, 1));
  return false;
}

const PRIVATE = { visibility: "private" } as const;

/** Teams refuses this card, not the conversation; what went wrong on our side may go right with less. */
function isAboutLooks(error: unknown, level: Level): boolean {
  if (level === "words") return false;
  return !(error instanceof ConnectorFault) || error.status === 400 || error.status === 413;
}

/** The conversation, or the assistant's part in it, is over: whoever asked is told alone. */
export const isGone = (error: unknown): boolean =>
  error instanceof ConnectorFault && notSent(error).state === "failed" && error.status !== 400 && error.status !== 413;

function askerOf({ direct, reference, person }: Way): Asker {
  const { platform, tenant, id: user } = person;
  const thread = reference.conversation.id;
  const [channel = thread] = thread.split(";");
  return { platform, tenant, user, ...(direct ? {} : { channel, thread }) };
}
