import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const found = createRequire(import.meta.url);

/** The only fonts a PDF is set in: the city's computer and its fonts make no difference. */
export const fontFiles = (): Buffer[] =>
  ["DejaVuSans", "DejaVuSans-Bold"].map((name) => readFileSync(found.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));

/** Characters that all of these fonts have, from their own tables (cmap, formats 4 and 12). */
export function charactersOf(fonts: readonly Buffer[]): (code: number) => boolean {
  const all = fonts.map(rangesOf);
  return (code) => all.every((ranges) => ranges.some(([from, to]) => from <= code && code <= to));
}

type Range = readonly [number, number];

function rangesOf(font: Buffer): Range[] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_none, at) => 12 + 16 * at);
  const cmap = tables.find((at) => font.toString("latin1", at, at + 4) === "cmap");
  if (cmap === undefined) throw new Error("a font without a table of characters");
  const start = font.readUInt32BE(cmap + 8);
  const offsets = Array.from({ length: font.readUInt16BE(start + 2) }, (_none, at) =>
    font.readUInt32BE(start + 4 + 8 * at + 4),
  );
  return [...new Set(offsets)].flatMap((offset) => subtable(font, start + offset));
}

function subtable(font: Buffer, at: number): Range[] {
  const format = font.readUInt16BE(at);
  if (format === 12) {
    const groups = Array.from({ length: font.readUInt32BE(at + 12) }, (_none, one) => at + 16 + 12 * one);
    return groups.map((group) => [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const);
  }
  if (format !== 4) return [];
  const count = font.readUInt16BE(at + 6) / 2;
  return Array.from({ length: count }, (_none, one): Range => {
    const end = font.readUInt16BE(at + 14 + 2 * one);
    return [font.readUInt16BE(at + 16 + 2 * count + 2 * one), end];
  }).filter(([from]) => from !== 0xffff);
}
