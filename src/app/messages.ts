import { messageKinds } from "../../commands/messages.ts";
import { messageEnv } from "../clock/clock.ts";
import { lookAgain, reviseMessages } from "../clock/revise.ts";
import type { Reply } from "../core/reply/reply.ts";
import { DatabaseDown } from "../core/request/errors.ts";
import type { Request } from "../core/request/request.ts";
import { DeliveryWorker } from "../deliveries/worker.ts";
import { answerKind } from "./answers.ts";
import { createGlance } from "./glance.ts";
import { describeError } from "./log.ts";
import type { Parts } from "./parts.ts";

/** Milliseconds: many writes at once need one look at the messages. */
const SOON = 50;

function soon(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    setTimeout(() => {
      asked = false;
      work();
    }, SOON).unref();
  };
}

/** Sends the messages nobody asked for, through this process's adapters; none without an adapter: then they wait. */
export function messagesOf(parts: Parts, handle: (request: Request) => Promise<Reply>): DeliveryWorker | undefined {
  const { messengers, stores, clock, log, metrics, troubles, changes } = parts;
  if (Object.keys(messengers).length === 0) return undefined;
  const onError = (error: unknown) => {
    troubles.note(error);
    const level = error instanceof DatabaseDown ? "warn" : "error";
    log[level]({ error: describeError(error) }, "messages wait");
  };
  const glance = createGlance();
  const worker = new DeliveryWorker({
    store: stores.deliveries,
    kinds: [...messageKinds, answerKind({ store: stores.answers, handle })],
    messengers,
    env: async () => glance(await messageEnv(parts, clock())),
    onOutcome: ({ id, kind, attempts }, outcome) => {
      const { state, reason } = { reason: undefined, ...(outcome.state === "settled" ? outcome.settlement : outcome) };
      metrics.message(state);
      log.info({ delivery: id, kind, attempts, state, reason }, "message");
    },
    onError,
  });
  parts.messages = worker;
  changes.add(soon(() => worker.wake()));
  const look = () => reviseMessages(parts).then(() => worker.wake());
  changes.add(lookAgain(look, onError));
  return worker;
}
