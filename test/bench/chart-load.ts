import type { Chart } from "../../src/core/reply/chart.ts";
import { chartSvg } from "../../src/reports/chart.ts";
import { toPng } from "../../src/reports/picture.ts";
import type { Figure } from "./scale.ts";

// Draws in a process of its own, so that its memory is that of drawing.

const MANY = 1000;
/** Charts after which the library and the font have settled. */
const WARM = 50;

/** A year of a measure, as `measure show` draws it; every one has other numbers. */
const yearOf = (seed: number): Chart => ({
  title: "Equal opportunity training participation, people",
  unit: "people",
  axis: "Quarter",
  groups: ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"],
  series: ["Employees", "Contractors", "Together"].map((name, look) => ({
    name,
    values: [seed % 997, (seed * 7) % 499, null, (seed * 13) % 751],
    look,
  })),
  target: { name: "Target, together", values: [453, null, 453, 476], unknown: "no baseline" },
  unknown: "not reported",
});

const draw = (seed: number) => toPng(chartSvg(yearOf(seed)));
const megabytes = () => process.memoryUsage().rss / 1e6;

async function drawMany(tell: (line: string) => void): Promise<Figure[]> {
  for (let at = 0; at < WARM; at += 1) await draw(at);
  const before = megabytes();
  const taken: number[] = [];
  for (let at = 0; at < MANY; at += 1) {
    const started = performance.now();
    await draw(at);
    taken.push(performance.now() - started);
    if (at % 250 === 249) tell(`${at + 1} charts, ${megabytes().toFixed(0)} MB`);
  }
  const sorted = taken.sort((a, b) => a - b);
  return [
    { name: "a chart as PNG, median", value: sorted[MANY / 2] ?? 0, unit: "ms", limit: 60 },
    {
      name: "a chart as PNG, 99th percentile",
      value: sorted[Math.floor(MANY * 0.99)] ?? 0,
      unit: "ms",
      limit: undefined,
    },
    { name: `memory gained over ${MANY} charts`, value: megabytes() - before, unit: "MB", limit: 50 },
    { name: `memory of the process after ${MANY} charts`, value: megabytes(), unit: "MB", limit: 250 },
  ];
}

process.send?.(await drawMany((line) => process.send?.(line)));
