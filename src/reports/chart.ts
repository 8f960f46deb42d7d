import { type Chart, isKnown, printValue } from "../core/reply/chart.ts";
import { hatches, INK, inLook, PALE, SOFT } from "./chart-looks.ts";
import { element, GROUND, lines, stepOf, widthOf, words, wrapped } from "./svg.ts";

const WIDTH = 720;
const LEFT = 72;
const RIGHT = 16;
const PLOT = 240;
const TITLE = 16;
const SIZE = 12;

/** Everything drawn is placed from these. */
interface Frame {
  chart: Chart;
  id: string;
  width: number;
  /** Of one group. */
  slot: number;
  ticks: number[];
  /** Where a value is, from above. */
  y(value: number): number;
}

/**
 * A chart as SVG, from its numbers alone: the same chart gives the same drawing. Bars differ by hatch as well as by colour,
 * each has its number written on it, and what nobody knows is said in words. `id` begins every id in the drawing, for pages
 * with several; `alt` is what is said to whoever does not see it.
 */
export function chartSvg(chart: Chart, { id = "chart", alt = "" } = {}): string {
  const slotNeeded = Math.max(64, chart.series.length * 24 + 20);
  const width = Math.max(WIDTH, LEFT + RIGHT + chart.groups.length * slotNeeded);
  const slot = (width - LEFT - RIGHT) / Math.max(1, chart.groups.length);
  const title = wrapped(chart.title, width - 32, TITLE);
  const key = keyOf(chart, id, width, 16 + title.length * stepOf(TITLE));
  const ticks = ticksOf(chart);
  const frame: Frame = { chart, id, width, slot, ticks, y: scaleOf(ticks, key.bottom + 28) };
  const names = chart.groups.map((name) => wrapped(name, slot - 8, SIZE));
  const below = key.bottom + 28 + PLOT + 20;
  const height = below + Math.max(1, ...names.map(({ length }) => length)) * stepOf(SIZE) + 24;
  const drawn = [
    hatches(id),
    element("rect", { width, height, fill: GROUND }),
    ...lines(title, { x: 16, y: 28, size: TITLE, weight: "bold" }),
    ...key.shapes,
    ...grid(frame),
    ...chart.groups.flatMap((_name, at) => [...bars(frame, at), ...target(frame, at), ...labels(frame, at)]),
    ...names.flatMap((name, at) => lines(name, { x: middle(frame, at), y: below, size: SIZE, anchor: "middle" })),
    words(chart.axis, { x: LEFT + (width - LEFT - RIGHT) / 2, y: height - 10, size: SIZE, anchor: "middle" }),
  ];
  const label = alt === "" ? { "aria-hidden": "true" } : { role: "img", "aria-label": alt };
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const font = { "font-family": "DejaVu Sans, Verdana, sans-serif", fill: INK };
  return element("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, ...label, ...font }, drawn);
}

const middle = ({ slot }: Frame, at: number) => LEFT + (at + 0.5) * slot;

/** Round numbers from below the least to above the greatest value, zero among them. */
function ticksOf({ series, target: aim }: Chart): number[] {
  const known = [...series, ...(aim ? [aim] : [])].flatMap(({ values }) => values.filter(isKnown));
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  const rough = Math.max(1, (most - least) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const [first, last] = [Math.floor(least / step), Math.max(1, Math.ceil(most / step))];
  return Array.from({ length: last - first + 1 }, (_one, at) => (first + at) * step);
}

function scaleOf(ticks: readonly number[], top: number): Frame["y"] {
  const [least, most] = [Math.min(...ticks), Math.max(...ticks)];
  return (value) => top + ((most - value) / (most - least)) * PLOT;
}

function grid({ chart, width, ticks, y }: Frame): string[] {
  const across = ticks.flatMap((tick) => [
    element("path", { d: `M${LEFT} ${y(tick)}H${width - RIGHT}`, stroke: tick === 0 ? INK : PALE }),
    words(printValue(tick, chart), { x: LEFT - 8, y: y(tick) + 4, size: SIZE, anchor: "end" }),
  ]);
  return [...across, words(chart.unit, { x: 16, y: y(Math.max(...ticks)) - 14, size: SIZE })];
}

/** Where the bar of each series stands in a group. */
function boxes(frame: Frame, at: number) {
  const { chart, slot } = frame;
  const thick = Math.min(44, (slot - 16) / Math.max(1, chart.series.length));
  const start = middle(frame, at) - (thick * chart.series.length) / 2;
  return chart.series.map(({ values, look }, one) => {
    const [x, width] = [start + one * thick + 1, thick - 2];
    return { value: values[at], look, x, width, centre: x + width / 2 };
  });
}

function bars(frame: Frame, at: number): string[] {
  const { id, y } = frame;
  return boxes(frame, at).flatMap(({ value, look, x, width }) => {
    if (!isKnown(value)) return [];
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    return [element("rect", { x, y: top, width, height: bottom - top, ...inLook(look, id) })];
  });
}

/** A known value has its number at its bar, also where that is zero; an unknown one is said where its bar would be. */
function labels(frame: Frame, at: number): string[] {
  const { chart, y } = frame;
  return boxes(frame, at).map(({ value, width, centre }) => {
    const said = printValue(value, chart);
    if (!isKnown(value)) {
      const place = { x: centre + 4, y: y(0) - 6, transform: `rotate(-90 ${centre + 4} ${y(0) - 6})` };
      return words(said, { ...place, size: SIZE, fill: SOFT, halo: true });
    }
    const size = Math.min(SIZE, (width + 4) / Math.max(1, widthOf(said, 1)));
    const above = value < 0 ? y(value) + 13 : y(value) - 5;
    return words(said, { x: centre, y: above, size, anchor: "middle", weight: "bold", halo: true });
  });
}

const AIM = { stroke: INK, "stroke-width": 2.5, "stroke-dasharray": "7 4", fill: "none" };

function target(frame: Frame, at: number): string[] {
  const value = frame.chart.target?.values[at];
  if (!isKnown(value)) return [];
  const [from, to] = [middle(frame, at) - frame.slot / 2 + 3, middle(frame, at) + frame.slot / 2 - 3];
  const d = `M${from} ${frame.y(value)}H${to}`;
  return [element("path", { d, stroke: GROUND, "stroke-width": 5 }), element("path", { d, ...AIM })];
}

/** What each look means, in as many rows as it takes. */
function keyOf({ series, target: aim }: Chart, id: string, width: number, top: number) {
  const entries = [
    ...series.map(({ name, look }) => ({ name, swatch: { d: "M0 0H22V12H0Z", ...inLook(look, id) } })),
    ...(aim ? [{ name: aim.name, swatch: { d: "M0 6H22", ...AIM } }] : []),
  ];
  const shapes: string[] = [];
  let [x, y] = [16, top + 12];
  for (const { name, swatch } of entries) {
    const texts = wrapped(name, width - 64, SIZE);
    const needed = 30 + Math.max(0, ...texts.map((text) => widthOf(text, SIZE))) + 18;
    if (x > 16 && x + needed > width) [x, y] = [16, y + 22];
    shapes.push(element("path", { ...swatch, transform: `translate(${x} ${y - 10})` }));
    shapes.push(...lines(texts, { x: x + 30, y, size: SIZE }));
    if (texts.length > 1) [x, y] = [16, y + texts.length * stepOf(SIZE) + 5];
    else x += needed;
  }
  return { shapes, bottom: y + 10 };
}
