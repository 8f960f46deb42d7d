/** Bars in groups: quarters along the bottom, in each a bar for employees and one for contractors. */
export interface Chart {
  title: string;
  /** What is counted: "people". */
  unit: string;
  /** What the groups are: "Quarter". */
  axis: string;
  /** "Q1 2026": each group's name. */
  groups: string[];
  series: Series[];
  /** What was to be reached, group by group: drawn as a line across each. */
  target?: Omit<Series, "look"> & {
    /** What stands where there is none, when that is something else. */ unknown?: string;
  };
  /** What stands where nobody knows a value: "not reported", "no baseline". Never zero. */
  unknown: string;
}

export interface Series {
  name: string;
  /** A value for each group; null where nobody knows it. */
  values: Value[];
  /** Colour and hatch. The same number looks the same in every chart, so employees, or a department, keep theirs. */
  look: number;
}

export type Value = number | null;

/** The numbers of a chart as a table; every renderer shows it with the picture, or instead of it. */
export function chartTable(chart: Chart) {
  const columns = [...chart.series, ...(chart.target ? [chart.target] : [])];
  return {
    caption: chart.title,
    columns: [{ label: chart.axis }, ...columns.map(({ name }) => ({ label: name, numeric: true }))],
    rows: chart.groups.map((group, at) => [
      group,
      ...columns.map(({ values, ...own }) => printValue(values[at], { ...chart, ...own })),
    ]),
  };
}

export function printValue(value: Value | undefined, { unknown }: Pick<Chart, "unknown">): string {
  return isKnown(value) ? value.toLocaleString("en-US") : unknown;
}

export const isKnown = (value: Value | undefined): value is number => Number.isFinite(value);

/** What the picture shows, for whoever does not see it. */
export function chartWords(chart: Chart): string {
  const lines = [...chart.series, ...(chart.target ? [chart.target] : [])].map(({ name, values, ...own }) => {
    const said = chart.groups.map((group, at) => `${group} ${printValue(values[at], { ...chart, ...own })}`);
    return `${name}: ${said.join(", ")}.`;
  });
  return [`Bar chart: ${chart.title}, in ${chart.unit}.`, ...lines].join(" ");
}
