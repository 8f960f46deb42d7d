import type { MessageRef, SendResult } from "../../../src/core/deliveries/deliveries.ts";
import { messagesIn, type Part, toRef } from "../render/parts.ts";
import type { Message } from "../render/render.ts";
import { failureOf } from "./clients.ts";
import { QUIET } from "./outbox.ts";
import { type Posting, partsThere, postMessage } from "./post.ts";
import { notSent } from "./results.ts";

/**
 * Edits a delivery where it stands: each message in place, new ones after them, and those that are no longer needed taken
 * away. A message that somebody deleted is reported, and not put up again behind their back.
 */
export async function edit(messages: readonly Message[], sent: MessageRef, posting: Posting): Promise<SendResult> {
  const known = messagesIn(sent);
  // What an earlier try added is not known here, but it stands there.
  const there = messages.length > known.length ? await partsThere(posting) : new Map<number, MessageRef>();
  if ("state" in there) return there;
  const at = (part: number) => known[part] ?? there.get(part)?.ts;
  try {
    const refs: string[] = [];
    for (const [part, message] of messages.entries()) {
      const result = await put(message, at(part), part, messages, posting);
      if (result.state !== "sent") return result;
      refs.push(result.ref.ts ?? "");
    }
    for (const ts of known.slice(messages.length)) await remove(ts, posting);
    return { state: "sent", ref: toRef(posting.channel, refs) };
  } catch (error) {
    return notSent(error);
  }
}

async function put(
  message: Message,
  ts: string | undefined,
  part: number,
  messages: readonly Message[],
  posting: Posting,
): Promise<SendResult> {
  const parts: Part[] = messages.map((one) => ({ message: one }));
  if (ts === undefined) return postMessage(message, part, parts, posting);
  const { client, channel } = posting;
  await client.chat.update({ channel, ts, ...message, link_names: QUIET.link_names });
  return { state: "sent", ref: { channel, ts } };
}

async function remove(ts: string, { client, channel }: Posting): Promise<void> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== "refused" || failure.code !== "message_not_found") throw error;
  }
}
