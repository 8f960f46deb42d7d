import { crc32, deflateRawSync } from "node:zlib";

/** The first day a ZIP can name: the same files make the same package, whenever it is made. */
const DATE = 0x0021;
const DEFLATED = 8;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;

/** A ZIP of a few small files. */
export function zip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [path, bytes] of Object.entries(files)) {
    const [name, packed] = [Buffer.from(path), deflateRawSync(bytes)];
    const common = fields([VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DATE, 2], [crc32(bytes), 4]);
    const sizes = fields([packed.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]);
    directory.push(fields([0x02014b50, 4], [VERSION, 2]), common, sizes);
    directory.push(fields([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    const entry = [fields([0x04034b50, 4]), common, sizes, name, packed];
    parts.push(...entry);
    offset += entry.reduce((sum, { length }) => sum + length, 0);
  }
  const [index, count] = [Buffer.concat(directory), Object.keys(files).length];
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [index.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...parts, index, end]);
}

/** Numbers in so many bytes each, the least significant first. */
function fields(...all: readonly [value: number, bytes: number][]): Buffer {
  const buffer = Buffer.alloc(all.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of all) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
