import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** Twice the size of the drawing, for sharp screens. */
const ZOOM = 2;

const found = createRequire(import.meta.url);
let font: Promise<Uint8Array> | undefined;

/** The library and the one font are read when the first picture is asked for. */
async function prepare(): Promise<Uint8Array> {
  await initWasm(await readFile(found.resolve("@resvg/resvg-wasm/index_bg.wasm")));
  return readFile(found.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"));
}

/** A drawing as PNG. What the library keeps outside of the heap is given back, or every picture would stay there. */
export async function toPng(svg: string): Promise<Uint8Array> {
  font ??= prepare();
  const fontBuffers = [await font];
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: ZOOM },
    font: { fontBuffers, defaultFontFamily: "DejaVu Sans" },
  });
  try {
    const image = drawing.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
