import type {
  Address,
  MessageRef,
  Messenger,
  OutgoingMessage,
  SendResult,
} from "../../../src/core/deliveries/deliveries.ts";
import type { PlaceInfo } from "../../../src/core/places/places.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import { LEVELS, simpler } from "../../../src/core/reply/simpler.ts";
import type { Place } from "../../../src/core/request/request.ts";
import type { Health } from "../health/health.ts";
import type { TeamsHost } from "../host.ts";
import type { Profiles } from "../people/profiles.ts";
import { describe } from "../render/describe.ts";
import type { Connector } from "./connector.ts";
import { offer } from "./files.ts";
import { messagesOf } from "./outbox.ts";
import { personAddress, type References } from "./references.ts";
import { notSent, perhapsSent } from "./results.ts";

interface Parts {
  references: References;
  connector(): Promise<Connector>;
  profiles: Pick<Profiles, "byEmail">;
  host: Pick<TeamsHost, "drafts" | "onFault" | "settings">;
  health: Pick<Health, "lost">;
}

/**
 * Teams takes 7 messages a second in a conversation, 60 in half a minute and 1,800 in an hour, and 50 a second from an app in a
 * tenant. Half of the half minute is left to whoever is answered there meanwhile (docs/decisions/0069-how-fast-answers-drain.md).
 */
const PACE = { place: 1_000, tenant: 20 };

export function createMessenger(parts: Parts): Messenger {
  return {
    platform: "teams",
    pace: PACE,
    send: (message) => send(message, parts),
    update: (message, sent) => update(message, sent, parts),
    tenant: () => parts.host.settings.tenantId,
    lost: () => parts.health.lost(),
    describe: (place) => describePlace(place, parts),
    addressOf: (email) => {
      const author = parts.profiles.byEmail(email);
      return author && personAddress(author.tenant, author.userId);
    },
    // A bot cannot read what it has sent: nobody can tell whether a message arrived after Teams broke off.
    find: async () => ({ state: "unknown", reason: "Teams does not tell" }),
  };
}

async function describePlace({ id }: Place, { references, connector, host }: Parts): Promise<PlaceInfo> {
  const address: Address = { platform: "teams", tenant: host.settings.tenantId, to: "place", id };
  return describe(await references.find(address), await connector());
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
  return asTeamsTakesIt(reply, (simple) => post(simple, to, { references, host }));
}

async function post(
  reply: Reply,
  to: Address,
  { references, host }: Pick<Parts, "references" | "host">,
): Promise<SendResult> {
  const { first, others, files } = await messagesOf(reply, host);
  let id: string | undefined;
  try {
    await references.within(to, async (conversation) => {
      id = await conversation.send(first);
      for (const message of others) await conversation.send(message);
      if (to.to === "person") for (const file of files) await conversation.send(await offer(file, host.drafts));
    });
  } catch (error) {
    const result = perhapsSent(error);
    // Some of it is there, so "certainly not sent" would be wrong.
    return id === undefined || result.state === "ambiguous" ? result : { state: "ambiguous", reason: result.reason };
  }
  return { state: "sent", ref: { conversation: to.id, id: id ?? "" } };
}

/** Simpler where Teams refuses its looks. */
async function asTeamsTakesIt(reply: Reply, put: (reply: Reply) => Promise<SendResult>): Promise<SendResult> {
  let result: SendResult = { state: "failed", reason: "BadSyntax" };
  for (const level of LEVELS) {
    result = await put(simpler(reply, level));
    if (result.state !== "failed" || !LOOKS.has(result.reason)) return result;
  }
  return result;
}

/** A card that Teams cannot read, or that is too long for it. */
const LOOKS: ReadonlySet<string> = new Set(["BadSyntax", "BadArgument", "MessageSizeTooBig", "HTTP 400", "HTTP 413"]);

/** One message is edited where it stands; of several, or with files, some would be left as they were. */
async function update(
  { address, reply }: OutgoingMessage,
  { id = "" }: MessageRef,
  { references, host }: Parts,
): Promise<SendResult> {
  const to: Address = { ...address, tenant: host.settings.tenantId };
  return asTeamsTakesIt(reply, async (simple) => {
    const { first, others, files } = await messagesOf(simple, host);
    if (others.length + files.length > 0) return { state: "failed", reason: "several messages cannot be edited" };
    try {
      await references.within(to, (conversation) => conversation.update(id, first));
      return { state: "sent", ref: { conversation: to.id, id } };
    } catch (error) {
      return perhapsSent(error);
    }
  });
}
