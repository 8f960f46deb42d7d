import * as z from "zod";
import { droppedText } from "../../../src/core/import/dropped.ts";
import type { Drafts } from "../../../src/core/reply/carried.ts";
import type { ReplyFile } from "../../../src/core/reply/reply.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { TeamsHost, TeamsSettings } from "../host.ts";
import type { Attachment, FileConsent } from "../receive/payload.ts";
import { wordsMessage } from "../render/render.ts";
import { isServiceUrl } from "./address.ts";
import { ConnectorFault, type Conversation, type OutMessage } from "./connector.ts";

// A bot may not simply send a file: it offers one, the person accepts, and then it goes into their own OneDrive. Until then it
// is kept as a draft.

const kept = z.object({ name: z.string(), mime: z.string(), bytes: z.base64() });
const context = z.object({ file: z.string() });

export async function offer({ name, mime, bytes, summary }: ReplyFile, drafts: Drafts): Promise<OutMessage> {
  const file = await drafts.keep(JSON.stringify({ name, mime, bytes: Buffer.from(bytes).toString("base64") }));
  return {
    summary: `${name}: ${summary}`.slice(0, 250),
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.consent",
        name,
        content: {
          description: summary,
          sizeInBytes: bytes.byteLength,
          acceptContext: { file },
          declineContext: { file },
        },
      },
    ],
  };
}

type Host = Pick<TeamsHost, "drafts" | "settings" | "onFault">;

/** What came of an offer: as a message in its place, and in words for wherever that cannot be shown. */
export interface HandedOut {
  message: OutMessage;
  words: string;
}

const inWords = (words: string): HandedOut => ({ message: wordsMessage(words), words });

export async function handOut(
  { action, context: carried, uploadInfo }: FileConsent["value"],
  { drafts, settings, onFault }: Host,
): Promise<HandedOut> {
  if (action === "decline") return inWords("The file was not sent. Ask again whenever you want it.");
  const id = context.safeParse(carried).data?.file;
  const file = id === undefined ? undefined : kept.safeParse(parse(await drafts.find(id))).data;
  if (!file || !uploadInfo) return inWords("That file is no longer kept. Please ask for it again.");
  try {
    await upload(file, uploadInfo.uploadUrl, settings);
  } catch (error) {
    onFault(error);
    return inWords("The file could not be put into your OneDrive. Ask for it again in a minute.");
  }
  const { name, contentUrl, uniqueId, fileType } = uploadInfo;
  const attachment = {
    contentType: "application/vnd.microsoft.teams.card.file.info",
    name,
    contentUrl,
    content: { uniqueId, fileType },
  };
  return { words: `${name} is in your OneDrive.`, message: { summary: name, attachments: [attachment] } };
}

/** Told in the place of the offer, or below it. */
export async function tell({ message }: HandedOut, offer: string | undefined, { send, update }: Conversation) {
  if (offer === undefined) return void (await send(message));
  await update(offer, message).catch(() => send(message));
}

const DROPPED = "application/vnd.microsoft.teams.file.download.info";
const download = z.looseObject({ downloadUrl: z.string().max(8_000) });
const PATIENCE_MS = 15_000;

/**
 * The text of a file that somebody dropped into their chat. Teams puts it into their OneDrive and gives us an address that needs
 * no token; it is one of Microsoft's, and no redirect is followed. Throws a refusal that says what to do.
 */
export async function readFile(
  { contentType, name = "the file", content }: Attachment,
  { settings, onFault }: Pick<Host, "settings" | "onFault">,
): Promise<string> {
  const address = download.safeParse(content).data?.downloadUrl;
  if (contentType !== DROPPED || address === undefined)
    throw new Refusal(
      `I cannot read ${name}. Of files I read sign-in sheets: drop one here as CSV or as an Excel workbook. Nothing was saved.`,
    );
  const fetched = async () => {
    const from = storeAt(address, settings);
    const answer = await fetch(from, { redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new ConnectorFault(answer.status, "download_refused");
    return answer;
  };
  return droppedText(name, 0, fetched).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    onFault(error);
    throw new Refusal(
      `Teams did not hand over ${name}. Drop it again in a minute, or paste the names into [Add names]. Nothing was saved.`,
    );
  });
}

/** Where files lie; no token goes there. */
const STORES = /\.(?:sharepoint\.com|sharepoint\.us|sharepoint-mil\.us)$/;

async function upload({ bytes, mime }: z.output<typeof kept>, url: string, settings: TeamsSettings): Promise<void> {
  const target = storeAt(url, settings);
  const body = Buffer.from(bytes, "base64");
  const answer = await fetch(target, {
    method: "PUT",
    headers: { "content-type": mime, "content-range": `bytes 0-${body.length - 1}/${body.length}` },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new ConnectorFault(answer.status, "upload_refused");
}

function storeAt(url: string, settings: TeamsSettings): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const isStore = target?.protocol === "https:" && STORES.test(target.hostname) && target.username === "";
  if (!target || !(isStore || isServiceUrl(url, settings))) throw new ConnectorFault(undefined, "host_not_allowed");
  return target;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
