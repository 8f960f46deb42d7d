import * as z from "zod";
import type { Drafts } from "../../../src/core/reply/carried.ts";
import type { ReplyFile } from "../../../src/core/reply/reply.ts";
import type { TeamsHost, TeamsSettings } from "../host.ts";
import type { FileConsent } from "../receive/payload.ts";
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

/** What came of the offer, told in its place. */
export async function deliver(
  { value, replyToId }: FileConsent,
  conversation: Conversation,
  host: Host,
): Promise<void> {
  const told = await outcome(value, host);
  if (replyToId === undefined) await conversation.send(told);
  else await conversation.update(replyToId, told).catch(() => conversation.send(told));
}

async function outcome(
  { action, context: carried, uploadInfo }: FileConsent["value"],
  { drafts, settings, onFault }: Host,
): Promise<OutMessage> {
  if (action === "decline") return wordsMessage("The file was not sent. Ask again whenever you want it.");
  const id = context.safeParse(carried).data?.file;
  const file = id === undefined ? undefined : kept.safeParse(parse(await drafts.find(id))).data;
  if (!file || !uploadInfo) return wordsMessage("That file is no longer kept. Please ask for it again.");
  try {
    await upload(file, uploadInfo.uploadUrl, settings);
  } catch (error) {
    onFault(error);
    return wordsMessage("The file could not be put into your OneDrive. Ask for it again in a minute.");
  }
  const { name, contentUrl, uniqueId, fileType } = uploadInfo;
  return {
    summary: name,
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.info",
        name,
        contentUrl,
        content: { uniqueId, fileType },
      },
    ],
  };
}

/** Where files may go; no token goes with them. */
const STORES = /\.(?:sharepoint\.com|sharepoint\.us|sharepoint-mil\.us)$/;

async function upload({ bytes, mime }: z.output<typeof kept>, url: string, settings: TeamsSettings): Promise<void> {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const isStore = target?.protocol === "https:" && STORES.test(target.hostname);
  if (!target || !(isStore || isServiceUrl(url, settings))) throw new ConnectorFault(undefined, "host_not_allowed");
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

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
