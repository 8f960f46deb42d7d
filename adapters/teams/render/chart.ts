import { type Chart, chartWords, isKnown, type Series } from "../../../src/core/reply/chart.ts";
import { tableOf } from "../../../src/core/reply/reply.ts";
import { tableElement, tableUnits } from "./table.ts";
import { type Element, lines, type Unit } from "./unit.ts";

/** The picture where the client draws one, else its table; and in words below, for whoever sees neither. */
export function chartUnits(chart: Chart): Unit[] {
  const table = tableOf(chart);
  const series = [...chart.series, ...(chart.target ? [{ ...chart.target, look: undefined }] : [])];
  const drawn = series.map((one) => seriesData(one, chart)).filter(({ values }) => values.length > 0);
  if (drawn.length === 0) return tableUnits(table);
  const element: Element = {
    type: "Chart.VerticalBar.Grouped",
    title: chart.title,
    xAxisTitle: chart.axis,
    yAxisTitle: chart.unit,
    showBarValues: true,
    data: drawn,
    fallback: tableElement(table, table.rows),
  };
  const text = [chart.title, ...table.rows.map((row) => row.join(" | "))].join("\n");
  return [{ element, text }, ...lines(chartWords(chart), { isSubtle: true, size: "Small" })];
}

const COLOURS = [
  "categoricalBlue",
  "categoricalMarigold",
  "categoricalTeal",
  "categoricalPurple",
  "categoricalRed",
  "categoricalLime",
];

const seriesData = (
  { name, values, look }: Omit<Series, "look"> & { look: number | undefined },
  { groups }: Chart,
) => ({
  legend: name,
  color: look === undefined ? "neutral" : COLOURS[look % COLOURS.length],
  values: groups.flatMap((x, at) => {
    const y = values[at];
    return isKnown(y) ? [{ x, y }] : [];
  }),
});
