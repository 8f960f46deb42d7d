import { FIRST_WORDS } from "../../../src/core/places/home.ts";
import type { Drafts } from "../../../src/core/reply/carried.ts";
import type { Reply } from "../../../src/core/reply/reply.ts";
import type { Way } from "../receive/translate.ts";
import { renderReply, wordsMessage } from "../render/render.ts";
import { messageFaults } from "./check.ts";
import { type Connector, ConnectorFault, type OutMessage } from "./connector.ts";
import { offer } from "./files.ts";
import type { References } from "./references.ts";
import { isGone, patient, type Surely, surely } from "./surely.ts";

/** What sending an answer needs. */
export interface Outbox extends Surely {
  connector: Connector;
  references: References;
  drafts: Drafts;
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

/** Sends a whole reply: to where it was asked for, or to the person alone. It arrives, or is handed over. */
export async function sendReply(reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  if (way.direct || reply.visibility === "place") return void (await surely(reply, way, outbox, show(way, outbox)));
  const told = await sendPrivately(reply, way, outbox);
  // The line in the channel is about the answer, and no answer itself: it is not handed over in its place.
  const { connector, onFault } = outbox;
  await connector.within(way.reference, (there) => patient(there).send(wordsMessage(told))).catch(onFault);
}

const show = (way: Way, outbox: Outbox) => async (reply: Reply) => {
  const ready = await messagesOf(reply, outbox);
  await (way.direct ? sendDirect(ready, reply, way, outbox) : sendToAll(ready, way, outbox));
};

async function sendToAll({ first, others, files }: Ready, way: Way, outbox: Outbox): Promise<void> {
  const { connector, references, drafts } = outbox;
  await connector.within(way.reference, async (there) => {
    for (const message of [first, ...others]) await patient(there).send(message);
  });
  // Only a chat of two takes files.
  if (files.length === 0) return;
  await references.within(way.person, async (chat) => {
    for (const file of files) await patient(chat).send(await offer(file, drafts));
  });
}

/** In a chat of two; the card whose button was pressed gives way to a single answer. */
async function sendDirect({ first, others, files }: Ready, reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  const { card } = way;
  const replaces = card !== undefined && !reply.failed && others.length === 0;
  await outbox.connector.within(way.reference, async (chat) => {
    const { send, update } = patient(chat);
    const last = others.length;
    const shown = [first, ...others].map((one, at) => (at === last ? { ...one, ...suggestions(reply, way) } : one));
    for (const [at, message] of shown.entries())
      if (at > 0 || !replaces || !(await isUpdated(update(card, message)))) await send(message);
    for (const file of files) await send(await offer(file, outbox.drafts));
  });
}

/** To whoever begins, or was not understood: what can be said. */
const suggestions = (reply: Reply, { surface, reference: { user } }: Way): Pick<OutMessage, "suggestedActions"> =>
  user === undefined || (surface !== "home" && !reply.failed)
    ? {}
    : {
        suggestedActions: {
          to: [user.id],
          actions: FIRST_WORDS.map(({ label, say }) => ({ type: "imBack", title: label, value: say })),
        },
      };

/** The same, whatever Teams makes of it. */
export const sendHere = (reply: Reply, way: Way, outbox: Outbox): Promise<boolean> =>
  surely(reply, way, outbox, show(way, outbox));

/** False when the card is certainly as it was; what may have been changed is handed over. */
async function isUpdated(updating: Promise<void>): Promise<boolean> {
  try {
    await updating;
    return true;
  } catch (error) {
    if (error instanceof ConnectorFault && isGone(error)) return false;
    throw error;
  }
}

/** What is for one person only goes to their own chat with the assistant. Gives back what to say of that where others listen. */
export async function sendPrivately(reply: Reply, way: Way, outbox: Outbox): Promise<string> {
  const { references, drafts } = outbox;
  let gone = false;
  const noting = (error: unknown) => {
    gone = isGone(error);
    outbox.onFault(error);
  };
  const shown = await surely(reply, way, { ...outbox, onFault: noting }, async (answer) => {
    const { first, others, files } = await messagesOf(answer, outbox);
    await references.within(
      way.person,
      async (chat) => {
        const { send } = patient(chat);
        for (const message of [first, ...others]) await send(message);
        for (const file of files) await send(await offer(file, drafts));
      },
      way.reference.serviceUrl,
    );
  });
  if (shown) return "I have answered in our own chat.";
  return gone ? UNREACHED : LATER;
}

const UNREACHED =
  "I could not write to you in a chat of our own, and my answer is for you alone. Open Equity Assistant in Teams, add it, and ask it there what is on record before you send this again.";
const LATER =
  "Teams does not take my answer just now. It comes to our own chat as soon as it does: you need not ask again.";
