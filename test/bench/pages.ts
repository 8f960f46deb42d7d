import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import type { App } from "../../src/app/app.ts";
import type { Figure } from "./scale.ts";

const RUNS = 9;
const MOST_MS = 150;
const PAGES = [
  "/overview",
  "/departments/D07",
  "/training",
  "/records/training",
  "/records/training?sort=oldest",
  "/records/training?sort=department",
  "/records/training?sort=-number",
  "/records/training?department=D07&period=2026-Q4",
  "/record/TR-2026-1000",
  "/plan",
  "/me",
];
const STYLES = ["base", "frame", "parts", "grid", "fit"];

/** Every page as an officer's browser asks for it, from the request to the last byte: medians of nine, and what is sent. */
export async function pageFigures(app: App, officer: number): Promise<Figure[]> {
  const listening = await app.start();
  try {
    const url = `http://127.0.0.1:${listening.port}`;
    const session = { Cookie: `session=${await app.stores.web.begin(officer, "bench")}` };
    const ask = async (path: string) => {
      const answer = await fetch(url + path, { headers: session, redirect: "manual" });
      if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
      return answer.text();
    };
    const figures: Figure[] = [];
    for (const path of PAGES) {
      const times: number[] = [];
      for (let turn = 0; turn <= RUNS; turn += 1) {
        const began = performance.now();
        await ask(path);
        if (turn > 0) times.push(performance.now() - began);
      }
      const value = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
      figures.push({ name: `page ${path}`, value, unit: "ms", limit: MOST_MS });
    }
    const sent = (text: string) => gzipSync(text).byteLength / 1000;
    const css = (await Promise.all(STYLES.map((name) => ask(`/look/${name}.css`)))).join("");
    return [
      ...figures,
      { name: "overview, gzipped", value: sent(await ask("/overview")), unit: "kB", limit: 15 },
      { name: "style sheets, gzipped", value: sent(css), unit: "kB", limit: 8 },
    ];
  } finally {
    await listening.stop();
  }
}
