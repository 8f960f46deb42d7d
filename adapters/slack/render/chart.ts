import type { types } from "@slack/bolt";
import { type Chart, isKnown } from "../../../src/core/reply/chart.ts";
import type { WebClient } from "../send/clients.ts";
import { LIMITS } from "./limits.ts";

/**
 * A chart that Slack draws itself; nothing where it cannot say all of it. It has no word for a value that nobody knows and
 * no line for a target, and a name that is too long would be cut: then the chart goes as a picture.
 */
export function nativeChart(chart: Chart): types.KnownBlock | undefined {
  const { title, unit, axis, groups, series, target } = chart;
  const names = series.map(({ name }) => name);
  const whole = series.every(({ values }) => groups.every((_group, at) => isKnown(values[at])));
  const fits =
    within(series, LIMITS.chartSeries) &&
    within(groups, LIMITS.chartGroups) &&
    within([title], 1, LIMITS.chartTitle) &&
    within([unit, axis], 2, LIMITS.chartAxis) &&
    within([...names, ...groups], Number.POSITIVE_INFINITY, LIMITS.chartLabel);
  if (target || !whole || !fits || !distinct(names) || !distinct(groups)) return undefined;
  const block = {
    type: "data_visualization",
    title,
    chart: {
      type: "bar",
      series: series.map(({ name, values }) => ({
        name,
        data: groups.map((label, at) => ({ label, value: values[at] })),
      })),
      axis_config: { categories: groups, x_label: axis, y_label: unit },
    },
  };
  // Newer than the types of Slack's own client.
  return block as unknown as types.KnownBlock;
}

/** Some, and not too many; each text neither empty nor too long. */
const within = (all: readonly unknown[], most: number, longest = Number.POSITIVE_INFINITY) =>
  all.length > 0 &&
  all.length <= most &&
  all.every((one) => typeof one !== "string" || (one.trim() !== "" && one.length <= longest));

const distinct = (names: readonly string[]) => new Set(names).size === names.length;

/** Which workspaces do not know charts yet: they are asked once, and then get pictures. */
export class ChartSupport {
  readonly #without = new WeakSet<WebClient>();

  native(chart: Chart, client: WebClient): types.KnownBlock | undefined {
    return this.#without.has(client) ? undefined : nativeChart(chart);
  }

  /** Whether that was said because the workspace has no charts. */
  refused(code: string, client: WebClient): boolean {
    const refused = code.startsWith("invalid_blocks");
    if (refused) this.#without.add(client);
    return refused;
  }
}
