import { greeting } from "../../../src/core/request/greeting.ts";
import type { Workspace } from "../install/workspace.ts";
import { describe } from "../render/describe.ts";
import { messagesOf, type Outbox, QUIET } from "../send/outbox.ts";

const HELLO = "Hello. Mention me, or type /equity help, to see what I can do. Answers to you are seen by you only.";

/** Somebody invited the assistant into a channel: it says what it can do, and asks what the channel is for. */
export async function greet(channel: string, { tenant }: Workspace, outbox: Outbox): Promise<void> {
  const place = { platform: "slack", tenant, id: channel, kind: "channel" } as const;
  // Where Slack does not say whether others see the channel, the button asks it again.
  const info = await describe(place, outbox.client).catch(outbox.onFault);
  const { first, others } = await messagesOf(greeting(info ?? undefined, HELLO), outbox);
  for (const message of [first, ...others]) await outbox.client.chat.postMessage({ channel, ...message, ...QUIET });
}
