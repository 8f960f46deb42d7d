import { readFileSync } from "node:fs";
import { Refusal } from "../core/request/errors.ts";

/** A UTF-8 text file, or a refusal that says what is wrong with it. */
export function readText(file: string): string {
  return decode(read(file), file);
}

/** A file as it is, or a refusal that says what is wrong with it. */
export const readBytes = (file: string): Uint8Array => read(file);

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read (${code}).`);
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${file} is not UTF-8 text. Save it as “CSV UTF-8”, or convert it with: iconv -t UTF-8.`);
  }
}
