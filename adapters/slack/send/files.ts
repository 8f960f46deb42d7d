import { fileText } from "../../../src/core/import/file-text.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { SlackFile } from "../receive/payload.ts";
import type { WebClient } from "./clients.ts";

/** More than any list of names needs, in bytes. */
const LARGEST_FILE = 256 * 1024;
const PATIENCE_MS = 15_000;

export interface FileParts {
  client: WebClient;
  token: string;
  apiUrl: string;
  onFault(error: unknown): void;
}

/**
 * The text of a file that somebody dropped into a form. It is fetched with our token, which therefore goes to the one host
 * where this Slack keeps files, and follows no redirect. Throws a refusal that says what to do.
 */
export async function readFile({ id, name, size, url_private_download }: SlackFile, parts: FileParts): Promise<string> {
  const said = name ?? "the file";
  if ((size ?? 0) > LARGEST_FILE) throw tooLarge(said);
  const bytes = await fetched(url_private_download ?? (await addressOf(id, parts)), parts).catch((error: unknown) => {
    parts.onFault(error);
    throw new Refusal(`Slack did not hand over ${said}. ${MENDED_BY} Nothing was saved.`);
  });
  if (bytes === undefined) throw tooLarge(said);
  return fileText(bytes, said);
}

const MENDED_BY = "Try again, or paste the text; an administrator can look whether the app has the scope files:read.";

const tooLarge = (name: string) =>
  new Refusal(`${name} is larger than 256 KB: drop it in several parts. Nothing was saved.`);

async function addressOf(file: string, { client }: FileParts): Promise<string> {
  const { file: found } = await client.files.info({ file });
  return found?.url_private_download ?? "";
}

/** Nothing when there is more of it than we read. */
async function fetched(address: string, { token, apiUrl }: FileParts): Promise<Uint8Array | undefined> {
  if (!isOurs(address, apiUrl)) throw new Error("a file is kept where this Slack keeps none");
  const answer = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: "error",
  });
  if (!answer.ok || !answer.body) throw new Error(`a file was not given: HTTP ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > LARGEST_FILE) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Exactly the one origin; GovSlack has its own, and an emulator answers at the one it has. */
function isOurs(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, host, protocol } = new URL(apiUrl);
  const expected = host === "slack.com" || host === "slack-gov.com" ? `${protocol}//files.${host}` : origin;
  return new URL(address).origin === expected;
}
