import { measureChart } from "../../measures/chart.ts";
import { measuresTable } from "../../measures/overview.ts";
import { pooledTable, type quarterlyOf, quarterlyTable, splitTable } from "../../measures/quarterly.ts";
import type { PaperFacts } from "../facts/facts.ts";
import { fromReply } from "../model/from-reply.ts";
import type { Block } from "../model/paper.ts";
import { cite, paragraph } from "../model/words.ts";
import type { SectionKind } from "./section.ts";

const isLevel = (level: string) => (one: PaperFacts["measures"][number]) => one.measure.level === level;

/** Rows E24, E29: what was done, and how people fare, never in one number or one table. */
export const measures: SectionKind = {
  id: "measures",
  title: () => "Measures",
  make: (facts) => ({
    facts: [...level("program", "What was done", facts), ...level("population", "How people fare", facts)],
  }),
};

function level(name: string, heading: string, { measures: all, period, asOf }: PaperFacts): Block[] {
  const own = all.filter(isLevel(name));
  if (own.length === 0) return [];
  const ids = own.flatMap(({ lines }) => lines.flatMap(({ cells }) => cells.together?.records ?? []));
  return [
    { kind: "heading", level: 2, text: heading },
    paragraph(
      `Measures of this kind in ${period.label}, each with its target and the year before where there is one.`,
      ...cite(ids),
    ),
    ...fromReply([measuresTable(`${heading}: measures in ${period.label}`, own, asOf)]),
  ];
}

/** Row B14: the plan's own tables, quarter by quarter, nobody's silence taken for zero. */
export const quarterlyTables: SectionKind = {
  id: "quarterly-tables",
  title: () => "Quarter by quarter",
  make: (facts) => {
    const { plan, catalog, city } = facts;
    const tables = plan.tables.length > 0 ? plan.tables : [quarterlyTable(catalog.measures)];
    const blocks = tables.flatMap((table) => {
      const rows = table.rows.flatMap(({ label, measure }) => {
        const report = facts.measures.find((one) => one.measure.id === measure);
        const total = report?.years.at(-1);
        return report && total ? [{ label, report, total }] : [];
      });
      const year = rows[0]?.total.period;
      return year ? tableBlocks({ title: table.title, year, rows }) : [];
    });
    return { facts: blocks.length === 0 ? [paragraph(`${city.name} sets out no table by quarter.`)] : blocks };
  },
};

function tableBlocks(report: ReturnType<typeof quarterlyOf>): Block[] {
  const ids = report.rows.flatMap(({ report: one }) => one.lines.flatMap(({ cells }) => cells.together?.records ?? []));
  const chart = report.rows.map((row) => measureChart(row.report, row.label)).find((one) => one !== undefined);
  return [
    paragraph(`${report.title}, ${report.year.label}.`, ...cite(ids)),
    ...fromReply([pooledTable(report), splitTable(report)]),
    ...(chart ? [{ kind: "chart" as const, chart }] : []),
  ];
}
