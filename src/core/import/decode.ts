/** The text of a file: UTF-8, UTF-16 of either order (marked or not), or as Windows writes CSV. Nothing when it is no text. */
export function readText(bytes: Uint8Array): string | undefined {
  const text = decode(bytes);
  return isText(text) ? text : undefined;
}

function decode(bytes: Uint8Array): string {
  const wide = wideOrder(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** How much of a file tells its encoding. */
const SAMPLE = 4096;

/** UTF-16 says so by its mark, or by a NUL in most second bytes: words of a Western city have a NUL in each letter. */
function wideOrder(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, SAMPLE);
  const share = (place: number) =>
    sample.filter((byte, at) => byte === 0 && at % 2 === place).length / Math.max(1, sample.length / 2);
  const [even, odd] = [share(0), share(1)];
  if (odd > 0.5 && even < 0.1) return "utf-16le";
  return even > 0.5 && odd < 0.1 ? "utf-16be" : undefined;
}

/** Pictures and programs are full of control characters; a stray one in a cell is no more than that. */
function isText(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const odd = [...sample].filter((character) => character < "\t" || character === "\ufffd").length;
  return odd <= Math.max(1, sample.length / 20);
}
