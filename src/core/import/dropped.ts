import { Refusal } from "../request/errors.ts";
import { fileText } from "./file-text.ts";

// A file that somebody drops into a chat, whatever the platform.

/** More than any list of names needs, in bytes. */
const LARGEST_DROP = 256 * 1024;

/** The text of what `fetched` gives, as far as it is small enough. Throws a refusal that says what to do. */
export async function droppedText(name: string, size: number, fetched: () => Promise<Response>): Promise<string> {
  const bytes = size > LARGEST_DROP ? undefined : await within(await fetched());
  if (bytes === undefined)
    throw new Refusal(`${name} is larger than 256 KB: drop it in several parts. Nothing was saved.`);
  return fileText(bytes, name);
}

/** Nothing when there is more of it than is read. */
async function within(answer: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_DROP) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Of a file that came beside words. */
export const unread = (name = "the file") =>
  `I did not read ${name}: a sign-in sheet is dropped by itself, without words, or into [Add names].`;
