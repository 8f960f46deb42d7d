import { Refusal } from "../request/errors.ts";
import { readText } from "./decode.ts";
import { toText } from "./give-back.ts";
import { readWorkbook } from "./workbook.ts";

/** A file that somebody dropped into a form, as text: a workbook is what its first visible sheet would be as CSV. */
export async function fileText(bytes: Uint8Array, name: string): Promise<string> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { rows } = await readWorkbook(bytes);
    return toText(rows.map(({ cells }) => cells));
  }
  const text = readText(bytes);
  if (text !== undefined && !(bytes[0] === 0xd0 && bytes[1] === 0xcf)) return text;
  throw new Refusal(
    `${name} is neither text nor an Excel workbook. Save it as .xlsx or CSV, and drop that. Nothing was saved.`,
  );
}
