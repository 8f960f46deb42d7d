import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

const BLOCK = 512;

/** Writes the folders and files of a .tar.gz below `folder`, for its owner only. */
export async function unpack(archive: Uint8Array, folder: string): Promise<void> {
  const tar = await promisify(gunzip)(archive);
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    const name = textIn(header, 0, 100);
    if (name === "") return;
    const size = Number.parseInt(textIn(header, 124, 12), 8) || 0;
    await put(path.join(folder, name), textIn(header, 156, 1), tar.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

async function put(target: string, type: string, content: Uint8Array): Promise<void> {
  if (type === "5") await mkdir(target, { recursive: true, mode: 0o700 });
  else if (type === "0" || type === "") await writeFile(target, content, { mode: 0o600 });
  else throw new Error(`${target} is neither a file nor a folder`);
}

/** A text field ends with its first NUL. */
function textIn(header: Uint8Array, from: number, length: number): string {
  return Buffer.from(header.subarray(from, from + length))
    .toString("latin1")
    .replace(/\0[\s\S]*$/, "")
    .trim();
}
