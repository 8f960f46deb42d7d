import type { MessageRef, SendResult } from "../../../src/core/deliveries/deliveries.ts";
import type { Chart } from "../../../src/core/reply/chart.ts";
import type { ReplyFile } from "../../../src/core/reply/reply.ts";
import type { SlackHost } from "../host.ts";
import type { ChartSupport } from "../render/chart.ts";
import { noteOf, type Part, standing, toRef } from "../render/parts.ts";
import type { Message } from "../render/render.ts";
import type { WebClient } from "./clients.ts";
import { QUIET } from "./outbox.ts";
import { notSent, perhapsSent } from "./results.ts";
import { NotShared, pictureOf, upload } from "./upload.ts";

/** Where the parts of one delivery go. */
export interface Posting {
  client: WebClient;
  channel: string;
  /** The conversation in the channel that it belongs to. */
  thread: string | undefined;
  delivery: string;
  charts: ChartSupport;
  host: Pick<SlackHost, "wallClock" | "drawPicture">;
}

/** All parts, without those that an earlier try brought there: the message is whole, or it is not sent. */
export async function postAll(parts: readonly Part[], posting: Posting): Promise<SendResult> {
  const there = parts.length === 1 ? new Map<number, MessageRef>() : await partsThere(posting);
  if ("state" in there) return there;
  for (const [at, part] of parts.entries()) {
    if (there.has(at)) continue;
    const result = await post(part, at, parts, posting);
    if (result.state !== "sent") return at === 0 ? result : inPart(result);
    there.set(at, result.ref);
  }
  const messages = parts.flatMap((part, at) => ("message" in part ? [there.get(at)?.ts ?? ""] : []));
  return { state: "sent", ref: toRef(posting.channel, messages) };
}

/** Some of it is there: whoever tries again sends the rest. */
const inPart = (result: Exclude<SendResult, { state: "sent" }>): SendResult =>
  result.state === "failed" ? { state: "failed", reason: `arrived in part: ${result.reason}` } : result;

/** Where Slack does not let us look, nothing of it is known to be there; where it is busy, it is asked again. */
export async function partsThere(posting: Posting): Promise<Map<number, MessageRef> | SendResult> {
  const { delivery, channel, client, host } = posting;
  try {
    return (await standing(delivery, channel, client, host.wallClock())).found;
  } catch (error) {
    const result = notSent(error);
    return result.state === "failed" ? new Map() : result;
  }
}

function post(part: Part, at: number, parts: readonly Part[], posting: Posting): Promise<SendResult> {
  if ("message" in part) return postMessage(part.message, at, parts, posting);
  if ("file" in part) return share(part.file, posting);
  return postChart(part.chart, at, parts, posting);
}

export async function postMessage(
  message: Message,
  at: number,
  parts: readonly Part[],
  { client, channel, thread, delivery }: Posting,
): Promise<SendResult> {
  try {
    const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
    const metadata = noteOf(delivery, at, parts);
    const { ts } = await client.chat.postMessage({ ...where, ...message, ...QUIET, metadata });
    return { state: "sent", ref: { channel, ts: ts ?? "" } };
  } catch (error) {
    return perhapsSent(error);
  }
}

/** As Slack draws it where it can; a workspace that cannot gets a picture. */
async function postChart(chart: Chart, at: number, parts: readonly Part[], posting: Posting): Promise<SendResult> {
  const { charts, client, host } = posting;
  const native = charts.native(chart, client);
  if (native) {
    const result = await postMessage({ text: chart.title, blocks: [native] }, at, parts, posting);
    if (!(result.state === "failed" && charts.refused(result.reason, client))) return result;
  }
  return share(await pictureOf(chart, host.drawPicture), posting);
}

async function share(file: ReplyFile, { client, channel, thread }: Posting): Promise<SendResult> {
  try {
    await upload(file, channel, thread, client);
    return { state: "sent", ref: { channel } };
  } catch (error) {
    return error instanceof NotShared ? notSent(error.cause) : perhapsSent(error);
  }
}
