import { type Chart, isKnown, type Series } from "../../src/core/chart.ts";
import { tableOf } from "../../src/core/reply.ts";
import { tableElement, tableUnits } from "./table.ts";
import { type Element, lines, type Unit } from "./unit.ts";

/** The picture where the client draws one, else its table. What nobody knows is no bar, and is said below. */
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
  return [{ element, text }, ...lines(unknownWords(chart, series), { isSubtle: true, size: "Small" })];
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

function unknownWords({ groups, unknown }: Chart, series: readonly Omit<Series, "look">[]): string {
  const said = series.flatMap(({ name, values }) => {
    const open = groups.filter((_group, at) => !isKnown(values[at]));
    return open.length === 0 ? [] : [`${name}: ${open.join(", ")}`];
  });
  return said.length === 0 ? "" : `${unknown.slice(0, 1).toUpperCase()}${unknown.slice(1)}: ${said.join("; ")}.`;
}
