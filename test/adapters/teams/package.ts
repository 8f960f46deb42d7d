import { crc32, inflateRawSync, inflateSync } from "node:zlib";

/** What a ZIP holds, found by its directory as an unpacker does; every checksum is looked at. */
export function unzipped(archive: Buffer): Record<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06"));
  const files: Record<string, Buffer> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const path = archive.subarray(at + 46, at + 46 + name).toString();
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = inflateRawSync(archive.subarray(start, start + packed));
    if (bytes.length !== size || crc32(bytes) !== crc) throw new Error(`${path} is damaged`);
    files[path] = bytes;
    at += 46 + name + extra + comment;
  }
  return files;
}

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue and opacity of a pixel. */
  pixel(x: number, y: number): readonly number[];
}

/** A PNG with eight bits of each colour and of opacity, pixel by pixel. */
export function pictureIn(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png.readUInt16BE(24) !== 0x0806) throw new Error("not eight bits of red, green, blue and opacity");
  const rows = unfiltered(inflateSync(dataOf(png)), width * 4, height);
  return { width, height, pixel: (x, y) => [...(rows[y]?.subarray(x * 4, x * 4 + 4) ?? [])] };
}

function dataOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return Buffer.concat(parts);
}

/** Each byte is kept as its difference to what was guessed of its neighbours; before the first are four zeros. */
function unfiltered(raw: Buffer, length: number, height: number): Buffer[] {
  const rows: Buffer[] = [];
  let above = Buffer.alloc(length + 4);
  for (let at = 0; at < height * (length + 1); at += length + 1) {
    const row = Buffer.concat([Buffer.alloc(4), raw.subarray(at + 1, at + 1 + length)]);
    const guess = GUESSES[raw[at] ?? 0] ?? (() => 0);
    for (let x = 4; x < row.length; x += 1) row[x] = row.readUInt8(x) + guess(...neighbours(row, above, x));
    rows.push(row.subarray(4));
    above = row;
  }
  return rows;
}

type Neighbours = [left: number, above: number, aslant: number];

const neighbours = (row: Buffer, above: Buffer, x: number): Neighbours => [
  row.readUInt8(x - 4),
  above.readUInt8(x),
  above.readUInt8(x - 4),
];

const GUESSES: ((...all: Neighbours) => number)[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

function paeth(...[a, b, c]: Neighbours): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}
