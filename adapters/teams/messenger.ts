import type { Address, MessageRef, Messenger, OutgoingMessage, SendResult } from "../../src/core/deliveries.ts";
import { ConnectorFault } from "./connector.ts";
import { offer } from "./files.ts";
import type { TeamsHost } from "./host.ts";
import { messagesOf } from "./outbox.ts";
import type { Profiles } from "./profiles.ts";
import { personAddress, type References } from "./references.ts";

interface Parts {
  references: References;
  profiles: Pick<Profiles, "byEmail">;
  host: Pick<TeamsHost, "drafts" | "onFault" | "settings">;
}

/** Teams takes 1,800 messages an hour in a conversation, and 50 a second from an app in a tenant. */
const PACE = { place: 2_000, tenant: 20 };

export function createMessenger(parts: Parts): Messenger {
  return {
    platform: "teams",
    pace: PACE,
    send: (message) => send(message, parts),
    update: (message, sent) => update(message, sent, parts),
    addressOf: (email) => {
      const author = parts.profiles.byEmail(email);
      return author && personAddress(author.tenant, author.userId);
    },
    // A bot cannot read what it has sent: nobody can tell whether a message arrived after Teams broke off.
    find: async () => ({ state: "unknown", reason: "Teams does not tell" }),
  };
}

async function send({ address, reply }: OutgoingMessage, { references, host }: Parts): Promise<SendResult> {
  const { tenantId } = host.settings;
  if (address.tenant !== "" && address.tenant !== tenantId) return { state: "failed", reason: "another tenant" };
  const to: Address = { ...address, tenant: tenantId };
  try {
    await references.prepare(to);
  } catch (error) {
    return notSent(error);
  }
  const { first, others, files } = await messagesOf(reply, host);
  let id: string | undefined;
  try {
    await references.within(to, async (conversation) => {
      id = await conversation.send(first);
      for (const message of others) await conversation.send(message);
      if (to.to === "person") for (const file of files) await conversation.send(await offer(file, host.drafts));
    });
  } catch (error) {
    const result = outcomeOf(error);
    // Some of it is there, so "certainly not sent" would be wrong.
    return id === undefined || result.state === "ambiguous" ? result : { state: "ambiguous", reason: result.reason };
  }
  return { state: "sent", ref: { conversation: to.id, id: id ?? "" } };
}

/** One message is edited where it stands; of several, or with files, some would be left as they were. */
async function update(
  { address, reply }: OutgoingMessage,
  { id = "" }: MessageRef,
  { references, host }: Parts,
): Promise<SendResult> {
  const to: Address = { ...address, tenant: host.settings.tenantId };
  const { first, others, files } = await messagesOf(reply, host);
  if (others.length + files.length > 0) return { state: "failed", reason: "several messages cannot be edited" };
  try {
    await references.within(to, (conversation) => conversation.update(id, first));
    return { state: "sent", ref: { conversation: to.id, id } };
  } catch (error) {
    return outcomeOf(error);
  }
}

type Failed = Exclude<SendResult, { state: "sent" }>;

/** Of what may have been posted. */
function outcomeOf(error: unknown): Failed {
  if (!(error instanceof ConnectorFault)) return { state: "ambiguous", reason: "the connection broke" };
  const { status, code } = error;
  if (status === undefined && !BEFORE.has(code)) return { state: "ambiguous", reason: code };
  if (status !== undefined && status >= 500 && !AGAIN.has(status))
    return { state: "ambiguous", reason: `HTTP ${status}` };
  return notSent(error);
}

/** What Teams says may be sent again. */
const AGAIN: ReadonlySet<number> = new Set([412, 429, 502, 504]);
/** Nothing was handed over yet. */
const BEFORE: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "host_not_allowed",
  "token_endpoint_silent",
]);

/** Of what was certainly not posted. */
function notSent(error: unknown): Failed {
  if (!(error instanceof ConnectorFault)) return { state: "retry", reason: "the connection broke" };
  const { status, code, afterMs } = error;
  if (code === "host_not_allowed") return { state: "failed", reason: code };
  if (status === undefined || status >= 500 || AGAIN.has(status))
    return {
      state: "retry",
      ...(afterMs === undefined ? {} : { afterMs }),
      reason: status === undefined ? code : `HTTP ${status}`,
    };
  return { state: "failed", reason: REASONS[code] ?? `HTTP ${status} ${code}` };
}

/** What an administrator can do something about, as the officer reads it. */
const REASONS: Record<string, string> = {
  BotNotInConversationRoster: "not installed for them in Teams",
  ForbiddenOperationException: "Teams does not allow the app to write to them",
  ConversationBlockedByUser: "they blocked the app in Teams",
};
