import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Chart, chartTable, chartWords } from "../../src/core/reply/chart.ts";
import { chartSvg } from "../../src/reports/chart.ts";
import { toPng } from "../../src/reports/picture.ts";
import { readMarkup } from "../adapters/web/playground/markup.ts";

/** Anchorage's attendance: one quarter reported in 2023, one in 2024. */
const attendance: Chart = {
  title: "Attendance",
  unit: "people",
  axis: "Quarter",
  groups: ["Q4 2023", "Q1 2024", "Q2 2024", "Q3 2024"],
  series: [
    { name: "Employees", values: [431, 980, null, 0], look: 0 },
    { name: "Contractors", values: [12, null, null, 7], look: 1 },
  ],
  target: { name: "Target", values: [null, 453, null, null] },
  unknown: "not reported",
};

const wordsIn = (svg: string) => readMarkup(svg).words.filter((word) => word.trim() !== "");
const bars = (svg: string) => [...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="[^"]*" height="([^"]*)" fill="url/g)];

describe("a chart", () => {
  test("has the same numbers as its table, and unknown ones are no bar and no zero", () => {
    expect(chartTable(attendance)).toEqual({
      caption: "Attendance",
      columns: [
        { label: "Quarter" },
        { label: "Employees", numeric: true },
        { label: "Contractors", numeric: true },
        { label: "Target", numeric: true },
      ],
      rows: [
        ["Q4 2023", "431", "12", "not reported"],
        ["Q1 2024", "980", "not reported", "453"],
        ["Q2 2024", "not reported", "not reported", "not reported"],
        ["Q3 2024", "0", "7", "not reported"],
      ],
    });
    const svg = chartSvg(attendance);
    expect(bars(svg)).toHaveLength(5);
    expect(wordsIn(svg).filter((word) => word === "not reported")).toHaveLength(3);
    expect(wordsIn(svg)).toEqual(expect.arrayContaining(["431", "980", "12", "7", "Target", "Q4 2023", "people"]));
  });

  test("says in words what it shows", () => {
    expect(chartWords(attendance)).toBe(
      "Bar chart: Attendance, in people. Employees: Q4 2023 431, Q1 2024 980, Q2 2024 not reported, Q3 2024 0. " +
        "Contractors: Q4 2023 12, Q1 2024 not reported, Q2 2024 not reported, Q3 2024 7. " +
        "Target: Q4 2023 not reported, Q1 2024 453, Q2 2024 not reported, Q3 2024 not reported.",
    );
  });

  test("draws bars as tall as their values, from the same line", () => {
    const heights = bars(chartSvg(attendance)).map(([, height]) => Number(height));
    const [q4, contractors, q1] = heights;
    expect((q1 ?? 0) / (q4 ?? 1)).toBeCloseTo(980 / 431, 1);
    expect((q4 ?? 0) / (contractors ?? 1)).toBeCloseTo(431 / 12, 1);
    expect(heights[3]).toBe(0);
  });

  test("keeps the look of a series, whatever else is drawn", () => {
    const alone = chartSvg({ ...attendance, series: attendance.series.slice(1) });
    expect(alone).toContain('fill="url(#chart-1)" stroke="#a3440f"');
    expect(alone).not.toContain('fill="url(#chart-0)"');
  });

  test("draws an empty chart, one of nothing known, and negative ones", () => {
    expect(chartSvg({ ...attendance, groups: [], series: [] })).toContain("<svg");
    const unknown = chartSvg({ ...attendance, series: [{ name: "E", values: [], look: 0 }], groups: ["Q1"] });
    expect(bars(unknown)).toHaveLength(0);
    const down = chartSvg({ ...attendance, series: [{ name: "Budget", values: [-20, 10], look: 3 }] });
    expect(wordsIn(down)).toContain("-20");
    expect(bars(down).every(([, height]) => Number(height) > 0)).toBe(true);
  });

  test("of hostile words is still only a drawing, and leaves nothing out", () => {
    const word = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
      fc.constantFrom("</text><script>x</script>", '" onload="x', "<!--", "]]>", "&lt;", "\u0000", "\ud800"),
    );
    fc.assert(
      fc.property(word, (name) => {
        const svg = chartSvg({ ...attendance, title: name, groups: [name], unit: name, axis: name, unknown: name });
        const { elements } = readMarkup(svg);
        expect(elements.filter((one) => !/^\/?(?:svg|defs|pattern|rect|path|text)\b/.test(one))).toEqual([]);
        expect(elements.filter((one) => /\bon[a-z]+\b|href|style/.test(one))).toEqual([]);
      }),
      { numRuns: 300, seed: 18 },
    );
  });
});

describe("a picture", () => {
  const sizeOf = (png: Uint8Array) => {
    const view = new DataView(png.buffer, png.byteOffset);
    return [view.getUint32(16), view.getUint32(20)];
  };

  test("is a PNG at twice the size of the drawing", async () => {
    const png = await toPng(chartSvg(attendance));
    expect([...png.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
    expect(sizeOf(png)).toEqual([1440, expect.any(Number)]);
  });

  test("is different where a number is", async () => {
    const [one, same, other] = await Promise.all(
      [attendance, attendance, { ...attendance, unknown: "no report" }].map((chart) => toPng(chartSvg(chart))),
    );
    expect(Buffer.from(one ?? [])).toEqual(Buffer.from(same ?? [0]));
    expect(Buffer.from(one ?? [])).not.toEqual(Buffer.from(other ?? []));
  });

  test("of hostile words is one, too", async () => {
    const png = await toPng(chartSvg({ ...attendance, title: 'a\u0000b\ud800c\u{1f600}<&"' }));
    expect(png.length).toBeGreaterThan(1_000);
  });
});
