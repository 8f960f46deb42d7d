import type {
  Address,
  FindResult,
  LookedUp,
  MessageRef,
  Messenger,
  OutgoingMessage,
  SendResult,
  SentMessage,
} from "../../../src/core/deliveries/deliveries.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import { LEVELS, simpler } from "../../../src/core/reply/simpler.ts";
import { type Health, isLost } from "../health/health.ts";
import type { SlackHost } from "../host.ts";
import type { Workspaces } from "../install/workspaces.ts";
import type { Directory } from "../people/directory.ts";
import type { Profiles } from "../people/profiles.ts";
import type { ChartSupport } from "../render/chart.ts";
import { describe, isShared } from "../render/describe.ts";
import { partsOf, standing } from "../render/parts.ts";
import { type Clients, failureOf, type WebClient } from "./clients.ts";
import { edit } from "./edit.ts";
import { directChannel, messagesOf } from "./outbox.ts";
import { type Posting, postAll } from "./post.ts";
import { notSent } from "./results.ts";
import { looksRefused } from "./surely.ts";

interface Parts {
  clients: Clients;
  workspaces: Workspaces;
  profiles: Profiles;
  directory: Pick<Directory, "isRead">;
  charts: ChartSupport;
  health: Health;
  host: Pick<SlackHost, "drafts" | "onFault" | "wallClock" | "drawPicture">;
}

/** Slack takes one message a second in a channel, and several hundred a minute in a workspace. */
const PACE = { place: 1_000, tenant: 250 };

export function createMessenger(parts: Parts): Messenger {
  return {
    platform: "slack",
    pace: PACE,
    send: (message, signal) => attempt(signal, () => noting(message, parts, () => send(message, parts))),
    update: (message, sent, signal) =>
      attempt(signal, () => noting(message, parts, () => update(message, sent, parts))),
    find: (message, signal) => attempt(signal, () => find(message, parts)),
    describe: async (place) => {
      const workspace = parts.workspaces.ofTenant(place.tenant);
      return workspace && describe(place, parts.clients.interactive(workspace));
    },
    tenant: () => onlyTenant(parts),
    addressOf: (email) => addressOf(email, parts),
    lookUp: (email) => lookUp(email, parts),
    lost: () => lost(parts),
  };
}

function lost({ workspaces, health }: Parts): string | undefined {
  const [workspace] = workspaces.all();
  return workspace ? health.lost(workspace.tenant) : "not_installed";
}

/** What Slack refuses as a whole is not asked for again and again; what works again is noticed. */
async function noting(
  { address: { tenant } }: OutgoingMessage,
  { health }: Parts,
  work: () => Promise<SendResult>,
): Promise<SendResult> {
  const lost = health.lost(tenant);
  if (lost !== undefined) return { state: "waits", reason: lost };
  const result = await work();
  if (result.state === "waits" && result.reason !== "not_installed") health.refused(tenant, result.reason);
  if (result.state === "sent") health.works(tenant);
  return result;
}

function onlyTenant({ workspaces }: Parts): string | undefined {
  const [tenant, ...more] = new Set(workspaces.all().map((one) => one.tenant));
  return more.length === 0 ? tenant : undefined;
}

/** Somebody who never wrote here is reached through Slack's own directory. */
function addressOf(email: string, { workspaces, profiles }: Parts): Address | undefined {
  for (const { tenant } of workspaces.all()) {
    const author = profiles.byEmail(tenant, email);
    if (author) return { platform: "slack", tenant, to: "person", id: author.userId };
  }
  return undefined;
}

/** Slack is asked for somebody it has not shown yet; while it does not answer, or has not shown everybody, nobody can say that they are not there. */
async function lookUp(email: string, { workspaces, profiles, directory, host }: Parts): Promise<LookedUp> {
  let sure = true;
  for (const workspace of workspaces.all()) {
    try {
      const author = await profiles.lookUp(workspace, email);
      if (author) return { platform: "slack", tenant: workspace.tenant, to: "person", id: author.userId };
    } catch (error) {
      host.onFault(error);
      // Who may not be asked by address is among all of them, if at all.
      sure &&= directory.isRead(workspace.tenant);
    }
  }
  return sure ? undefined : "unsure";
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
  const { address } = outgoing;
  const client = clientFor(address, parts);
  if (!client) return { state: "waits", reason: "not_installed" };
  let channel: string;
  try {
    if (await isSharedNow(address, client)) return SHARED;
    channel = await channelOf(address, client);
  } catch (error) {
    return notSent(error);
  }
  const { thread } = address;
  const posting: Posting = { ...parts, client, channel, thread, delivery: outgoing.delivery };
  return asSlackTakesIt(outgoing.reply, async (reply) => {
    const { first, others, files, charts } = await messagesOf(reply, parts.host);
    return postAll(partsOf({ messages: [first, ...others], files, charts }), posting);
  });
}

/** Simpler where Slack refuses its looks. */
async function asSlackTakesIt(reply: Reply, put: (reply: Reply) => Promise<SendResult>): Promise<SendResult> {
  let result: SendResult = { state: "failed", reason: "invalid_blocks" };
  for (const level of LEVELS) {
    result = await put(simpler(reply, level));
    if (result.state !== "failed" || !looksRefused(result.reason)) return result;
  }
  return result;
}

async function update(outgoing: OutgoingMessage, sent: MessageRef, parts: Parts): Promise<SendResult> {
  const { address, delivery } = outgoing;
  const client = clientFor(address, parts);
  if (!client) return { state: "waits", reason: "not_installed" };
  try {
    if (await isSharedNow(address, client)) return SHARED;
  } catch (error) {
    return notSent(error);
  }
  const { thread } = address;
  const posting: Posting = { ...parts, client, channel: sent.channel ?? address.id, thread, delivery };
  return asSlackTakesIt(outgoing.reply, async (reply) => {
    const { first, others, files, charts } = await messagesOf(reply, parts.host);
    // A picture would go on showing the old numbers.
    if (files.length + charts.length > 0) return { state: "failed", reason: "files cannot be edited" };
    return edit([first, ...others], sent, posting);
  });
}

const SHARED: SendResult = { state: "failed", reason: "shared_channel" };

/** A channel may have come to be shared since it was bound: nothing of the city's is posted there then. */
async function isSharedNow({ to, id }: Address, client: WebClient): Promise<boolean> {
  return to === "place" && isShared((await client.conversations.info({ channel: id })).channel);
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
  if (!client) return { state: "retry", reason: "not_installed" };
  try {
    const channel = await channelOf(address, client);
    const there = await standing(delivery, channel, client, parts.host.wallClock());
    const first = there.found.get(0);
    if (first && there.parts !== undefined && there.found.size >= there.parts) return { state: "found", ref: first };
    // Some parts of several are there: sending again adds the missing ones only.
    return there.seen ? { state: "absent" } : { state: "unknown", reason: "too many messages since" };
  } catch (error) {
    return notFound(error);
  }
}

function notFound(error: unknown): FindResult {
  const failure = failureOf(error);
  if (failure.kind === "limited") return { state: "retry", afterMs: failure.afterMs, reason: "ratelimited" };
  if (failure.kind === "ambiguous") return { state: "retry", reason: failure.reason };
  return { state: isLost(failure.code) ? "retry" : "unknown", reason: failure.code };
}
