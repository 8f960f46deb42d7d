import type { Temporal } from "temporal-polyfill";
import { printInstant } from "../core/calendar/calendar.ts";
import {
  ANSWER,
  type Answers,
  type Asker,
  type Kept,
  readBack,
  recipientOf,
  writtenDown,
} from "../core/deliveries/answers.ts";
import type { MessageData } from "../core/deliveries/deliveries.ts";
import type { AnswerStore, NewAnswer } from "../core/deliveries/kept.ts";
import type { MessageKind } from "../core/deliveries/messages.ts";
import type { City } from "../core/places/city.ts";
import { type Reply, reply, text } from "../core/reply/reply.ts";
import type { Request } from "../core/request/request.ts";

/** A promise that nobody has kept for so long is taken up by whoever looks. Longer than any answer takes, with all its tries. */
const GRACE_MS = 60_000;
/** Whoever asked has gone on to something else by then. */
const LATE_MS = 10 * 60_000;

interface AnswersOf {
  store: AnswerStore;
  now(): Temporal.Instant;
  /** Something is due. */
  wake(): void;
  onFault(error: unknown): void;
}

/** Answers of this process's adapters, kept in the database until they arrived. */
export function answersOf({ store, now, wake, onFault }: AnswersOf): Answers {
  const data = (to: Asker): MessageData => ({
    at: now().epochMilliseconds,
    ...(to.thread === undefined ? {} : { thread: to.thread }),
  });
  // What is not known yet is for whoever asked alone.
  const promise = (request: string, kept: Kept, { platform, tenant, user }: Asker): NewAnswer => {
    const to = { platform, tenant, user };
    const content = writtenDown(kept);
    return {
      request,
      recipient: recipientOf(PRIVATE, to),
      content,
      data: { ...data(to), promise: 1 },
      afterMs: GRACE_MS,
    };
  };
  const askerOf = ({ author: { platform, tenant, userId } }: Request): Asker => ({ platform, tenant, user: userId });
  const promised = (request: string) => ({
    hold: () => store.hold(request, GRACE_MS),
    // It stays a promise then, and is kept twice: better than not at all.
    kept: () => store.keep(request).catch(onFault),
  });
  return {
    claim: async (request) => {
      const claimed = await store.claim(promise(request.id, { request }, askerOf(request)));
      return claimed ? promised(request.id) : undefined;
    },
    promise: async (request, kept, to) => {
      await store.add(promise(request, kept, to));
      return promised(request);
    },
    handOver: async (request, answer, to, afterMs = 0) => {
      const content = writtenDown({ reply: answer });
      const given = { request, recipient: recipientOf(answer, to), content, data: data(to), afterMs };
      const add = async () => {
        await store.add(given);
        wake();
      };
      await add().catch((error: unknown) => {
        onFault(error);
        againUntil(now().epochMilliseconds + LATE_MS, add, { now, onFault });
      });
    },
  };
}

const PAUSE_MS = 2_000;

/** The platform and the database are both away: this process remembers the answer for as long as it is of use. */
function againUntil(
  until: number,
  add: () => Promise<void>,
  { now, onFault }: Pick<AnswersOf, "now" | "onFault">,
): void {
  setTimeout(() => {
    add().catch((error: unknown) => {
      onFault(error);
      if (now().epochMilliseconds < until) againUntil(until, add, { now, onFault });
    });
  }, PAUSE_MS).unref();
}

const PRIVATE = { visibility: "private" } as const;

interface Composing {
  store: AnswerStore;
  handle(request: Request): Promise<Reply>;
}

/** An answer as a message: what could not be shown, or what was promised before a process ended. */
export const answerKind = ({ store, handle }: Composing): MessageKind => ({
  ...ANSWER,
  compose: async ({ draft, at }, { instant, city }) => {
    const content = await store.content(String(draft));
    if (content === undefined) return { skip: "the answer is not kept any more" };
    const kept = readBack(content);
    const late = instant.epochMilliseconds - Number(at) > LATE_MS;
    if (!late) return "reply" in kept ? kept.reply : handle(kept.request);
    return tooLate(
      await recordOf(kept, store),
      instant.subtract({ milliseconds: instant.epochMilliseconds - Number(at) }),
      city,
    );
  },
});

const recordOf = (kept: Kept, store: AnswerStore): Promise<string | undefined> =>
  "reply" in kept ? Promise.resolve(kept.reply.changed?.record) : store.recordOf(kept.request.id);

function tooLate(record: string | undefined, at: Temporal.Instant, city: City): Reply {
  const asked = `I could not answer what you asked on ${printInstant(at, city)} in time.`;
  const became = record === undefined ? "Nothing was recorded by it: please ask again." : `${record} is on record.`;
  return reply(text(`${asked} ${became}`));
}
