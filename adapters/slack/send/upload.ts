import type { Chart } from "../../../src/core/reply/chart.ts";
import { chartWords } from "../../../src/core/reply/chart.ts";
import type { ReplyFile } from "../../../src/core/reply/reply.ts";
import { LIMITS } from "../render/limits.ts";
import { pieces } from "../render/words.ts";
import type { WebClient } from "./clients.ts";

/** A file on its way to Slack; `alt` is what a picture shows. */
export interface Upload extends ReplyFile {
  alt?: string;
}

/** Broke off before anything was shared: nobody has seen the file. */
export class NotShared extends Error {
  constructor(cause: unknown) {
    super("the file was not uploaded", { cause });
  }
}

const PATIENCE_MS = 30_000;

/** In three steps, so that it is known whether it may have been shared when one of them fails. */
export async function upload(
  { name, summary, bytes, alt }: Upload,
  channel: string,
  thread: string | undefined,
  client: WebClient,
): Promise<void> {
  const file = await place({ name, bytes, alt: alt && altText(alt) }, client).catch((error) => {
    throw new NotShared(error);
  });
  const files: [{ id: string; title: string }] = [{ id: file, title: pieces(summary, 200)[0] ?? name }];
  const where = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  await client.files.completeUploadExternal({ files, ...where });
}

const MORE = " The table beside it has all of it.";

/** In words, for whoever does not see the picture; its table was in the message before. */
export function altText(words: string): string {
  const [whole = "", ...more] = pieces(words, LIMITS.fileAltText);
  return more.length === 0 ? whole : `${pieces(words, LIMITS.fileAltText - MORE.length)[0]}${MORE}`;
}

interface Content {
  name: string;
  bytes: Uint8Array;
  alt: string | undefined;
}

async function place({ name, bytes, alt }: Content, client: WebClient): Promise<string> {
  const described = alt ? { alt_text: alt } : {};
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: name,
    length: bytes.byteLength,
    ...described,
  });
  if (upload_url === undefined || file_id === undefined) throw new Error("files.getUploadURLExternal gave no address");
  const answer = await fetch(upload_url, {
    method: "POST",
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: "error",
  });
  if (!answer.ok) throw new Error(`the file was not taken: HTTP ${answer.status}`);
  return file_id;
}

/** Draws a chart as PNG. */
export type DrawPicture = (chart: Chart) => Promise<Uint8Array>;

export const pictureName = ({ title }: Chart): string =>
  `${
    title
      .replace(/[^\w -]+/g, "")
      .trim()
      .slice(0, 60) || "chart"
  }.png`;

export const pictureOf = async (chart: Chart, draw: DrawPicture): Promise<Upload> => ({
  name: pictureName(chart),
  mime: "image/png",
  bytes: await draw(chart),
  summary: chart.title,
  alt: chartWords(chart),
});
