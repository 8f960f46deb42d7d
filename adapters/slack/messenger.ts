import type { webApi } from "@slack/bolt";
import type {
  Address,
  FindResult,
  MessageRef,
  Messenger,
  OutgoingMessage,
  SendResult,
  SentMessage,
} from "../../src/core/deliveries.ts";
import { type Clients, failureOf, type WebClient } from "./clients.ts";
import type { SlackHost } from "./host.ts";
import { directChannel, messagesOf, QUIET, upload } from "./outbox.ts";
import type { Profiles } from "./profiles.ts";
import type { Message } from "./render.ts";
import type { Workspaces } from "./workspaces.ts";

interface Parts {
  clients: Clients;
  workspaces: Workspaces;
  profiles: Profiles;
  host: Pick<SlackHost, "drafts" | "onFault" | "wallClock">;
}

/** What a message of ours carries to be found by. */
const EVENT_TYPE = "equity_delivery";

/** Slack takes one message a second in a channel, and several hundred a minute in a workspace. */
const PACE = { place: 1_000, tenant: 250 };

export function createMessenger(parts: Parts): Messenger {
  return {
    platform: "slack",
    pace: PACE,
    send: (message, signal) => attempt(signal, () => send(message, parts)),
    find: (message, signal) => attempt(signal, () => find(message, parts)),
    addressOf: (email) => addressOf(email, parts),
  };
}

/** Somebody who never wrote here is reached through Slack's own directory. */
function addressOf(email: string, { workspaces, profiles }: Parts): Address | undefined {
  for (const { tenant } of workspaces.all()) {
    const author = profiles.byEmail(tenant, email);
    if (author) return { platform: "slack", tenant, to: "person", id: author.userId };
  }
  return undefined;
}

/** Slack's client cannot be broken off, so the one who waits is let go: what it was doing may still have arrived. */
function attempt<T extends SendResult | FindResult>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason instanceof Error ? signal.reason : new Error("given up"));
    if (signal.aborted) return giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", giveUp));
  });
}

async function send(outgoing: OutgoingMessage, parts: Parts): Promise<SendResult> {
  const { address, reply } = outgoing;
  const client = clientFor(address, parts);
  if (!client) return { state: "failed", reason: "not_installed" };
  const { first, others, files } = await messagesOf(reply, parts.host);
  let channel: string;
  try {
    channel = await channelOf(address, client);
  } catch (error) {
    return notSent(error);
  }
  const result = await postAll([first, ...others], channel, outgoing.delivery, client, parts);
  if (result.state === "sent")
    for (const file of files) await upload(file, channel, undefined, client).catch(parts.host.onFault);
  return result;
}

/** The parts of a message, without those that an earlier try brought there. */
async function postAll(messages: Message[], channel: string, delivery: string, client: WebClient, parts: Parts) {
  const one = messages.length === 1;
  const there = one ? new Map<number, MessageRef>() : await partsThere(delivery, channel, client, parts);
  for (const [part, message] of messages.entries()) {
    if (there.has(part)) continue;
    const result = await post({ message, channel, delivery, part, parts: messages.length }, client);
    if (result.state !== "sent") return part === 0 ? result : unfinished(result);
    there.set(part, result.ref);
  }
  return { state: "sent", ref: there.get(0) ?? { channel } } as const;
}

/** Some of it is there, so "certainly not sent" would be wrong. */
const unfinished = (result: Exclude<SendResult, { state: "sent" }>): SendResult =>
  result.state === "failed" ? ambiguous(result.reason) : result;

const ambiguous = (reason: string): SendResult => ({ state: "ambiguous", reason });

interface Part {
  message: Message;
  channel: string;
  delivery: string;
  part: number;
  parts: number;
}

async function post({ message, channel, delivery, part, parts }: Part, client: WebClient): Promise<SendResult> {
  try {
    const metadata = { event_type: EVENT_TYPE, event_payload: { delivery, part, parts } };
    const { ts } = await client.chat.postMessage({ channel, ...message, ...QUIET, metadata });
    return { state: "sent", ref: { channel, ts: ts ?? "" } };
  } catch (error) {
    const failure = failureOf(error);
    return failure.kind === "ambiguous" ? ambiguous(failure.reason) : notSent(error);
  }
}

/** Of what was certainly not posted. */
function notSent(error: unknown): Exclude<SendResult, { state: "sent" }> {
  const failure = failureOf(error);
  if (failure.kind === "limited") return { state: "retry", afterMs: failure.afterMs, reason: "ratelimited" };
  if (failure.kind === "ambiguous") return { state: "retry", reason: failure.reason };
  const named = failure.needed === undefined ? failure.code : `${failure.code}: ${failure.needed}`;
  return { state: "failed", reason: named };
}

function clientFor({ tenant }: Address, { clients, workspaces }: Parts): WebClient | undefined {
  const workspace = workspaces.ofTenant(tenant);
  return workspace && clients.deliveries(workspace);
}

/** Opening a direct message again gives the same channel, so it may be asked any number of times. */
function channelOf({ to, id }: Address, client: WebClient): Promise<string> {
  return to === "place" ? Promise.resolve(id) : directChannel(id, client);
}

async function find({ delivery, address }: SentMessage, parts: Parts): Promise<FindResult> {
  const client = clientFor(address, parts);
  if (!client) return { state: "unknown", reason: "not_installed" };
  try {
    const channel = await channelOf(address, client);
    const { found, complete } = await look(delivery, channel, client, parts);
    const first = found.get(0);
    if (first && complete.parts !== undefined && found.size >= complete.parts) return { state: "found", ref: first };
    // Some parts of several are there: sending again adds the missing ones only.
    return complete.seen ? { state: "absent" } : { state: "unknown", reason: "too many messages since" };
  } catch (error) {
    return notFound(error);
  }
}

function notFound(error: unknown): FindResult {
  const failure = failureOf(error);
  if (failure.kind === "limited") return { state: "retry", afterMs: failure.afterMs, reason: "ratelimited" };
  if (failure.kind === "ambiguous") return { state: "retry", reason: failure.reason };
  return { state: "unknown", reason: failure.code };
}

async function partsThere(delivery: string, channel: string, client: WebClient, parts: Parts) {
  try {
    return (await look(delivery, channel, client, parts)).found;
  } catch {
    return new Map<number, MessageRef>();
  }
}

const MOST_PAGES = 5;
/** A delivery is looked for within a day of its sending, or never. */
const DAY_SECONDS = 86_400;

/** The parts of a delivery in a channel's newest messages. */
async function look(delivery: string, channel: string, client: WebClient, { host }: Parts) {
  const found = new Map<number, MessageRef>();
  const complete: { seen: boolean; parts: number | undefined } = { seen: false, parts: undefined };
  const oldest = String(host.wallClock() / 1000 - DAY_SECONDS);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = cursor === undefined ? {} : { cursor };
    const answer = await client.conversations.history({
      channel,
      oldest,
      limit: 100,
      include_all_metadata: true,
      ...more,
    });
    const parts = (answer.messages ?? []).map((message) => noteOf(message, delivery, channel, found));
    complete.parts ??= parts.find((count) => count !== undefined);
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) {
      complete.seen = true;
      break;
    }
  }
  return { found, complete };
}

type HistoryMessage = NonNullable<webApi.ConversationsHistoryResponse["messages"]>[number];

/** Notes a message of this delivery; gives back of how many parts it is. */
function noteOf(message: HistoryMessage, delivery: string, channel: string, found: Map<number, MessageRef>) {
  const { event_type, event_payload } = message.metadata ?? {};
  const carried = event_payload as { delivery?: unknown; part?: unknown; parts?: unknown } | undefined;
  if (event_type !== EVENT_TYPE || carried?.delivery !== delivery) return undefined;
  found.set(Number(carried.part ?? 0), { channel, ts: message.ts ?? "" });
  return Number(carried.parts ?? 1);
}
