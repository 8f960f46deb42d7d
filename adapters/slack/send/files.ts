import { droppedText } from "../../../src/core/import/dropped.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { SlackFile } from "../receive/payload.ts";
import type { WebClient } from "./clients.ts";

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
  const fetched = async () => fetchFile(url_private_download ?? (await addressOf(id, parts)), parts);
  return droppedText(said, size ?? 0, fetched).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    parts.onFault(error);
    throw new Refusal(`Slack did not hand over ${said}. ${MENDED_BY} Nothing was saved.`);
  });
}

const MENDED_BY = "Try again, or paste the text; an administrator can look whether the app has the scope files:read.";

async function addressOf(file: string, { client }: FileParts): Promise<string> {
  const { file: found } = await client.files.info({ file });
  return found?.url_private_download ?? "";
}

async function fetchFile(address: string, { token, apiUrl }: FileParts): Promise<Response> {
  if (!isOurs(address, apiUrl)) throw new Error("a file is kept where this Slack keeps none");
  const answer = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: "error",
  });
  if (!answer.ok) throw new Error(`a file was not given: HTTP ${answer.status}`);
  return answer;
}

/** Exactly the one origin; GovSlack has its own, and an emulator answers at the one it has. */
function isOurs(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, host, protocol } = new URL(apiUrl);
  const expected = host === "slack.com" || host === "slack-gov.com" ? `${protocol}//files.${host}` : origin;
  return new URL(address).origin === expected;
}
