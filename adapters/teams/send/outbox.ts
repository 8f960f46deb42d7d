import type { Drafts } from "../../../src/core/reply/carried.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import type { Way } from "../receive/translate.ts";
import { renderReply, wordsMessage } from "../render/render.ts";
import { messageFaults } from "./check.ts";
import { type Connector, ConnectorFault, type OutMessage } from "./connector.ts";
import { offer } from "./files.ts";
import type { References } from "./references.ts";

/** What sending an answer needs. */
export interface Outbox {
  connector: Connector;
  references: References;
  drafts: Drafts;
  onFault(error: unknown): void;
}

/** A reply as messages Teams takes. What is found to exceed a limit after all goes as plain text. */
export async function messagesOf(reply: Reply, { drafts, onFault }: Pick<Outbox, "drafts" | "onFault">) {
  const { messages, files } = await renderReply(reply, drafts);
  const [first, ...others] = messages.map((message) => checked(message, onFault));
  return { first: first ?? wordsMessage("Done."), others, files };
}

function checked(message: OutMessage, onFault: Outbox["onFault"]): OutMessage {
  const faults = messageFaults(message);
  if (faults.length === 0) return message;
  onFault(new Error(`a message exceeds Teams' limits: ${faults.slice(0, 5).join(", ")}`));
  const { fallbackText } = (message.attachments?.[0]?.content ?? {}) as { fallbackText?: string };
  return wordsMessage(fallbackText ?? message.summary ?? "Done.");
}

export type Ready = Awaited<ReturnType<typeof messagesOf>>;

/** Sends a whole reply: to where it was asked for, or to the person alone. */
export async function sendReply(reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  const ready = await messagesOf(reply, outbox);
  if (way.direct) return sendDirect(ready, reply, way, outbox);
  if (reply.visibility === "place") return sendToAll(ready, way, outbox);
  const told = await sendPrivately(ready, way, outbox);
  await outbox.connector.within(way.reference, ({ send }) => send(wordsMessage(told)));
}

async function sendToAll({ first, others, files }: Ready, way: Way, outbox: Outbox): Promise<void> {
  const { connector, references, drafts } = outbox;
  await connector.within(way.reference, async ({ send }) => {
    for (const message of [first, ...others]) await send(message);
  });
  // Only a chat of two takes files.
  if (files.length === 0) return;
  await references.within(way.person, async ({ send }) => {
    for (const file of files) await send(await offer(file, drafts));
  });
}

/** In a chat of two; the card whose button was pressed gives way to a single answer. */
export async function sendDirect(
  { first, others, files }: Ready,
  reply: Reply,
  way: Way,
  outbox: Outbox,
): Promise<void> {
  const { card } = way;
  const replaces = card !== undefined && !reply.failed && others.length === 0;
  await outbox.connector.within(way.reference, async ({ send, update }) => {
    if (!replaces || !(await isUpdated(update(card, first)))) await send(first);
    for (const message of others) await send(message);
    for (const file of files) await send(await offer(file, outbox.drafts));
  });
}

/** False when the card is certainly as it was; what may have been changed is not sent again. */
async function isUpdated(updating: Promise<void>): Promise<boolean> {
  try {
    await updating;
    return true;
  } catch (error) {
    if (error instanceof ConnectorFault && error.status !== undefined && error.status < 500) return false;
    throw error;
  }
}

/** What is for one person only goes to their own chat with the assistant. Gives back what to say of that where others listen. */
export async function sendPrivately({ first, others, files }: Ready, way: Way, outbox: Outbox): Promise<string> {
  const { references, drafts, onFault } = outbox;
  try {
    await references.within(
      way.person,
      async ({ send }) => {
        for (const message of [first, ...others]) await send(message);
        for (const file of files) await send(await offer(file, drafts));
      },
      way.reference.serviceUrl,
    );
    return "I have answered in our own chat.";
  } catch (error) {
    onFault(error);
    return UNREACHED;
  }
}

const UNREACHED =
  "I could not write to you in a chat of our own, and my answer is for you alone. Open Equity Assistant in Teams, add it, and ask it there what is on record before you send this again.";
