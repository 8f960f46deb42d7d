import type { Chart } from "../../../src/core/reply/chart.ts";
import type { Reply, ReplyFile } from "../../../src/core/reply/reply.ts";
import type { Way } from "../receive/turn.ts";
import type { Drafts } from "../render/carried.ts";
import type { ChartSupport } from "../render/chart.ts";
import { type Message, renderReply } from "../render/render.ts";
import { messageFaults } from "./check.ts";
import { failureOf, type WebClient } from "./clients.ts";
import { isMalformed, looksRefused, Malformed, patiently, type Surely, surely } from "./surely.ts";
import { type DrawPicture, NotShared, pictureOf, type Upload, upload } from "./upload.ts";

/** What sending an answer needs. */
export interface Outbox extends Surely {
  client: WebClient;
  drafts: Drafts;
  /** Whether our token may read files people drop into forms. */
  readsFiles: boolean;
  /** Where response_urls of this Slack are, as a host name. */
  responseHost: string;
  charts: ChartSupport;
  drawPicture: DrawPicture;
}

/** On every message: nothing in it unfurls, and no name in it becomes a mention. */
export const QUIET = { unfurl_links: false, unfurl_media: false, link_names: false, mrkdwn: false } as const;

/** A reply as messages Slack takes. What is found to exceed a limit after all goes as plain text. */
export async function messagesOf(reply: Reply, outbox: Pick<Outbox, "drafts" | "onFault">) {
  const rendered = await renderReply(reply, outbox.drafts);
  const [first, ...others] = rendered.messages.map((message) => checked(message, outbox));
  const { files, charts } = rendered;
  return { first: first ?? { text: "Done.", blocks: [] }, others, files, charts };
}

function checked(message: Message, { onFault }: Pick<Outbox, "onFault">): Message {
  const faults = messageFaults(message);
  if (faults.length === 0) return message;
  onFault(new Error(`a message exceeds Slack's limits: ${faults.slice(0, 5).join(", ")}`));
  return { text: message.text, blocks: [] };
}

/** Sends a whole reply: to where it was asked for, else to the person. It arrives, or is handed over. */
export const sendReply = (reply: Reply, way: Way, outbox: Outbox): Promise<void> =>
  surely(reply, way, outbox, async (answer) => {
    const { first, others, files, charts } = await messagesOf(answer, outbox);
    const keep = answer.failed === true || others.length > 0;
    await sendMessage(first, answer, { ...way, replaces: way.replaces === true && !keep }, outbox);
    await sendRest({ others, files, charts }, answer, way, outbox);
  });

interface Rest {
  others: readonly Message[];
  files: readonly ReplyFile[];
  charts: readonly Chart[];
}

/** The same of what follows a message that was shown: all of it goes once more where some does not arrive. */
export async function sendRestSurely(rest: Rest, reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  try {
    await sendRest(rest, reply, way, outbox);
  } catch (error) {
    outbox.onFault(error);
    await surely(reply, way, outbox, async () => {
      throw error;
    });
  }
}

/** What does not fit into the first message, in its order. */
async function sendRest({ others, files, charts }: Rest, reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  const next = { ...way, replaces: false };
  for (const message of others) await sendMessage(message, reply, next, outbox);
  for (const chart of charts) await sendChart(chart, reply, next, outbox);
  for (const file of files) await sendFile(file, reply, next, outbox);
}

/** As Slack draws it where it can, else as a picture; its numbers were in a message before. */
async function sendChart(chart: Chart, reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  const { charts, client, drawPicture } = outbox;
  const native = charts.native(chart, client);
  if (native && (await sendNative({ text: chart.title, blocks: [native] }, reply, way, outbox))) return;
  await sendFile(await pictureOf(chart, drawPicture), reply, way, outbox);
}

/** Not by the response_url, which does not say that a workspace has no charts. */
async function sendNative(message: Message, reply: Reply, way: Way, outbox: Outbox): Promise<boolean> {
  try {
    if (way.channel === undefined) await sendDirect(message, way, outbox);
    else await sendToChannel(message, reply, way.channel, way, outbox);
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "refused") outbox.charts.refused(failure.code, outbox.client);
    // What may have arrived is not sent again in another form.
    return failure.kind === "ambiguous";
  }
}

/** By the ways there are, one after the other; throws where none of them took it. */
async function sendMessage(message: Message, reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  if (await responded(message, reply, way, outbox)) return;
  const { channel } = way;
  if (channel === undefined) return patiently(() => sendDirect(message, way, outbox));
  try {
    await patiently(() => sendToChannel(message, reply, channel, way, outbox));
  } catch (error) {
    // Where the bot is no member, only the person can be told.
    if (isMalformed(error) || failureOf(error).kind !== "refused") throw error;
    outbox.onFault(error);
    await patiently(() => sendDirect(message, way, outbox));
  }
}

/** By the response_url: true when Slack took it there. Whether it did is not always known: then it is said again elsewhere. */
async function responded(message: Message, reply: Reply, way: Way, outbox: Outbox): Promise<boolean> {
  if (way.url === undefined || !isResponseUrl(way.url, outbox)) return false;
  const body = {
    ...message,
    ...QUIET,
    response_type: reply.visibility === "place" ? "in_channel" : "ephemeral",
    replace_original: way.replaces === true,
    ...(way.thread === undefined ? {} : { thread_ts: way.thread }),
  };
  const answer = await fetch(way.url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
    redirect: "error",
  }).catch(outbox.onFault);
  if (!answer || answer.status >= 500) return false;
  const words = await answer.text().catch(() => "");
  // Used up or expired: certainly not shown, so another way is taken.
  if (looksRefused(wordIn(words))) throw new Malformed(wordIn(words));
  return answer.ok;
}

/** "invalid_blocks", as it is or in JSON. */
const wordIn = (body: string): string => /"error":\s*"(\w+)"/.exec(body)?.[1] ?? body.slice(0, 100);

function isResponseUrl(url: string, { responseHost }: Outbox): boolean {
  return URL.canParse(url) && new URL(url).host === responseHost;
}

async function sendToChannel(
  message: Message,
  reply: Reply,
  channel: string,
  way: Way,
  { client }: Outbox,
): Promise<void> {
  const thread = way.thread === undefined ? {} : { thread_ts: way.thread };
  if (way.replaces && way.message !== undefined && (await replaced(message, way.message, channel, client))) return;
  if (reply.visibility === "private" && !channel.startsWith("D"))
    await client.chat.postEphemeral({ channel, user: way.user, ...message, ...thread, link_names: false });
  else await client.chat.postMessage({ channel, ...message, ...thread, ...QUIET });
}

/** In a chat of two an answer takes the place of what was asked there, and stays. False when that is not there any more. */
async function replaced(message: Message, ts: string, channel: string, client: WebClient): Promise<boolean> {
  try {
    await client.chat.update({ channel, ts, ...message, link_names: false });
    return true;
  } catch (error) {
    if (isMalformed(error) || failureOf(error).kind !== "refused") throw error;
    return false;
  }
}

async function sendDirect(message: Message, { user }: Way, { client }: Outbox): Promise<void> {
  await client.chat.postMessage({ channel: await directChannel(user, client), ...message, ...QUIET });
}

/** A person's D… channel: files need it, and so does looking for a message. */
export async function directChannel(user: string, client: WebClient): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error("conversations.open gave no channel");
  return channel.id;
}

/** A file in a channel is seen by everybody there, so a private one goes to the person. */
async function sendFile(file: Upload, reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  try {
    const open = way.channel?.startsWith("D") || (reply.visibility === "place" && way.channel !== undefined);
    const channel = open && way.channel ? way.channel : await patiently(() => directChannel(way.user, outbox.client));
    const thread = channel === way.channel ? way.thread : undefined;
    await upload(file, channel, thread, outbox.client);
  } catch (error) {
    outbox.onFault(error);
    const words = `The file ${file.name} could not be sent. ${inWords(error)}`;
    await sendMessage({ text: words, blocks: [] }, { ...reply, visibility: "private" }, way, outbox);
  }
}

/** Why Slack refused, for the person who waits. */
function inWords(error: unknown): string {
  const failure = failureOf(error instanceof NotShared ? error.cause : error);
  if (failure.kind === "limited") return "Slack is busy: ask again in a minute.";
  if (failure.kind === "ambiguous") return "Slack did not answer: ask again in a minute.";
  if (failure.code === "missing_scope")
    return `Slack does not allow it: an administrator must give this app the scope ${failure.needed ?? "files:write"}.`;
  return `Slack refused it (${failure.code}). Tell the equity office.`;
}
