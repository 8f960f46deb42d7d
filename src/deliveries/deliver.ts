import { quietUntil } from "../core/calendar/quiet.ts";
import { threadOf } from "../core/deliveries/answers.ts";
import type {
  Address,
  Claim,
  DeliveryStore,
  FindResult,
  Messenger,
  SendResult,
  Settlement,
} from "../core/deliveries/deliveries.ts";
import type { MessageEnv, MessageKind } from "../core/deliveries/messages.ts";
import type { Reply } from "../core/reply/reply.ts";
import { DatabaseDown } from "../core/request/errors.ts";
import { type Messengers, type Target, targetOf } from "./address.ts";
import { ask, insist, pause, type Timing } from "./asking.ts";
import { backoff, MOST_ATTEMPTS } from "./backoff.ts";
import { markOf } from "./mark.ts";

/** What delivering needs of the process. */
export interface Delivering {
  store: DeliveryStore;
  kinds: ReadonlyMap<string, MessageKind>;
  messengers: Messengers;
  env(): Promise<Omit<MessageEnv, "person" | "platform">>;
  timing: Timing;
  random(): number;
  /** Ends what is on its way to a platform; its outcome is then unknown. */
  signal: AbortSignal;
  /** For tests that end the process here. */
  before?(step: "begin" | "send" | "settle", claim: Claim): Promise<void> | void;
}

/** What came of one claim; `later` and `lost` changed nothing for good. */
export type Outcome =
  | { state: "settled"; settlement: Settlement }
  | { state: "later"; until: "place" | "workspace"; waitMs: number }
  | { state: "lost" };

/** Brings one message as far as it gets now: looked for where it may have arrived, composed, sent, settled. */
export async function deliver(claim: Claim, delivering: Delivering): Promise<Outcome> {
  const outcome = await advance(claim, delivering);
  if (outcome.state !== "settled") return outcome;
  await delivering.before?.("settle", claim);
  if (outcome.settlement.state === "failed") await tellInstead(claim, delivering);
  const held = await insist(() => delivering.store.settle(claim, outcome.settlement), delivering);
  return held ? outcome : { state: "lost" };
}

/** The same message for the same people is the same delivery, so they are told once, however often it is tried. */
async function tellInstead({ id, kind: name, recipient, data, sent }: Claim, delivering: Delivering): Promise<void> {
  const kind = delivering.kinds.get(name);
  if (!kind?.instead || sent || !recipient.startsWith("place:")) return;
  const people = await kind.instead(data, await delivering.env());
  const occasion = `instead of ${id}`;
  await delivering.store.enqueue(people.map((person) => ({ kind: name, recipient: person, occasion, data })));
}

const settled = (settlement: Settlement): Outcome => ({ state: "settled", settlement });

async function advance(claim: Claim, delivering: Delivering): Promise<Outcome> {
  const looked = claim.doubtful ? await look(claim, delivering) : undefined;
  if (looked) return settled(looked);
  if (claim.attempts > MOST_ATTEMPTS) return settled({ state: "failed", reason: "was tried too often" });
  const prepared = await prepare(claim, delivering).catch((error: unknown) => notPrepared(claim, error, delivering));
  if ("settlement" in prepared) return settled(prepared.settlement);
  const { reply, messenger, address } = prepared;
  const content = markOf(reply);
  const same = claim.sent?.content === content ? asItIs(claim) : undefined;
  if (same) return settled(same);
  const { timing, store } = delivering;
  await delivering.before?.("begin", claim);
  const begun = await insist(() => store.begin(claim, address, messenger.pace, timing.leaseMs), delivering);
  if (begun.state !== "go") return begun;
  const startedAt = performance.now();
  await pause(begun.waitMs);
  await delivering.before?.("send", claim);
  // A process that slept here (a suspended machine) must not send what another worker looks for by now.
  if (performance.now() - startedAt > timing.leaseMs / 2) return { state: "lost" };
  const message = { delivery: claim.id, address, reply };
  const { sent } = claim;
  const result = await ask(
    (signal) => (sent ? messenger.update(message, sent.ref, signal) : messenger.send(message, signal)),
    delivering,
  );
  return settled(afterSend(result, claim, { address, content }, delivering));
}

/** The fate of a message that may have arrived: settled, or undefined when it certainly has not. */
async function look(claim: Claim, delivering: Delivering): Promise<Settlement | undefined> {
  const { address } = claim;
  const messenger = address && delivering.messengers[address.platform];
  if (!address || !messenger)
    return unconfirmed(claim, address ? `${address.platform} is not connected` : "was sent nobody knows where");
  const result: FindResult | { state: "ambiguous"; reason: string } = await ask(
    (signal) => messenger.find({ delivery: claim.id, address }, signal),
    delivering,
  );
  switch (result.state) {
    case "found":
      // With which words is not known: it is edited when it is looked at next.
      return { state: "sent", ref: result.ref, content: "" };
    case "absent":
      return undefined;
    case "unknown":
      return unconfirmed(claim, result.reason);
    default:
      if (claim.attempts >= MOST_ATTEMPTS) return unconfirmed(claim, result.reason);
      return { state: "doubtful", afterMs: waitAfter(claim, result, delivering), reason: result.reason };
  }
}

/** Not sent again on its own; an officer who insists has seen that it may arrive twice. */
const unconfirmed = (claim: Claim, reason: string): Settlement | undefined =>
  claim.insisted ? undefined : { state: "unconfirmed", reason };

interface Prepared {
  reply: Reply;
  messenger: Messenger;
  address: Address;
}

async function prepare(claim: Claim, delivering: Delivering): Promise<Prepared | { settlement: Settlement }> {
  const env = await delivering.env();
  const target = await whereTo(claim, env, delivering);
  const kind = delivering.kinds.get(claim.kind);
  if (!kind) throw new Error("this version of the program does not know the kind of message");
  if (target.state !== "reached") return { settlement: asItIs(claim) ?? unreached(target, kind, delivering) };
  const early = kind.clock && !claim.sent ? await quietFor(env) : 0;
  if (early > 0) return { settlement: { state: "retry", afterMs: early, reason: "quiet hours", free: true } };
  const composed = await kind.compose(claim.data, {
    ...env,
    person: target.person,
    platform: target.address.platform,
    posted: claim.sent !== undefined,
  });
  if ("skip" in composed) return { settlement: asItIs(claim) ?? { state: "skipped", reason: composed.skip } };
  const messenger = delivering.messengers[target.address.platform];
  if (!messenger) return { settlement: { state: "failed", reason: `${target.address.platform} is not connected` } };
  return { reply: composed, messenger, address: target.address };
}

/** Milliseconds until the quiet hours are over. */
async function quietFor({ instant, plan, city, workCalendar }: Awaited<ReturnType<Delivering["env"]>>) {
  const until = quietUntil(instant, plan.nudges, city, await workCalendar());
  return until.epochMilliseconds - instant.epochMilliseconds;
}

/** What was sent stays, where there is nothing else to say, or nobody to say it to. */
const asItIs = ({ sent }: Claim): Settlement | undefined => sent && { state: "sent", ...sent };

/** A message that was sent is edited where it stands, wherever its person is to be found now. */
async function whereTo(
  claim: Claim,
  env: Omit<MessageEnv, "person" | "platform">,
  delivering: Delivering,
): Promise<Target> {
  const { store: deliveries, messengers } = delivering;
  const target = await targetOf(claim.recipient, {
    deliveries,
    people: env.stores.people,
    messengers,
    today: env.today,
  });
  if (target.state !== "reached") return target;
  const thread = target.address.to === "place" ? threadOf(claim) : undefined;
  const address = claim.sent && claim.address ? claim.address : target.address;
  return { ...target, address: thread === undefined ? address : { ...address, thread } };
}

/** A fault of ours: nothing was sent. Another version of the program may do better, so it is tried again. */
function notPrepared(claim: Claim, error: unknown, delivering: Delivering): { settlement: Settlement } {
  if (error instanceof DatabaseDown) throw error;
  return { settlement: again(claim, { reason: "could not be composed" }, delivering) };
}

function afterSend(
  sent: SendResult,
  claim: Claim,
  { address, content }: { address: Address; content: string },
  delivering: Delivering,
): Settlement {
  switch (sent.state) {
    case "sent":
      return { ...sent, content };
    case "failed":
      return sent;
    case "retry": {
      const closed = sent.afterMs === undefined ? {} : { closed: { address, ms: sent.afterMs } };
      return { ...again(claim, sent, delivering), ...closed };
    }
    case "waits":
      return waits(sent, delivering);
    case "ambiguous": {
      if (claim.sent) return again(claim, sent, delivering);
      // What is still under way gets time to arrive before it is looked for.
      const arriving = delivering.timing.retryMs / 2;
      return { state: "doubtful", afterMs: arriving + waitAfter(claim, {}, delivering), reason: sent.reason };
    }
    default:
      return sent satisfies never;
  }
}

/** Until somebody mends the connection: asked again now and then, however often that is. */
const waits = ({ reason }: { reason: string }, { timing }: Delivering): Settlement => ({
  state: "retry",
  afterMs: timing.retryMs * 12,
  reason,
  free: true,
});

/** What the clock has to say is somebody's to hear: where they have left meanwhile, an officer is to see it. */
function unreached(
  { state, reason }: Exclude<Target, { state: "reached" }>,
  { clock }: MessageKind,
  delivering: Delivering,
): Settlement {
  if (state === "waits") return waits({ reason }, delivering);
  return { state: clock ? "failed" : state, reason };
}

function again(claim: Claim, why: { afterMs?: number; reason: string }, delivering: Delivering): Settlement {
  if (claim.attempts >= MOST_ATTEMPTS) return { state: "failed", reason: why.reason };
  return { state: "retry", afterMs: waitAfter(claim, why, delivering), reason: why.reason };
}

const waitAfter = ({ attempts }: Claim, why: { afterMs?: number; reason?: string }, { timing, random }: Delivering) =>
  backoff(attempts, why.afterMs, timing.retryMs, random);
