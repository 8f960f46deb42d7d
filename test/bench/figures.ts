import { run as drawing } from "./charts.ts";
import { run as deliveries } from "./deliveries.ts";
import type { Bench, Floor } from "./lib.ts";
import { run as nudging } from "./nudges.ts";
import { type Figure, run as scale } from "./scale.ts";
import { run as standing } from "./status.ts";
import { run as reading } from "./understanding.ts";

/** A bench that brings a server of its own and answers with a list of figures. */
function ofFigures(
  what: Omit<Bench, "run"> & { about: string },
  run: (tell: (line: string) => void) => Promise<Figure[]>,
): Bench {
  return {
    ...what,
    run: async ({ tell }) => {
      const figures = await run((line) => tell(`  ${line}`));
      return {
        about: what.about,
        columns: ["", "measured"],
        rows: figures.map(({ name, value, unit }) => [name, `${value.toFixed(unit === "" ? 2 : 1)} ${unit}`.trim()]),
        floors: figures.flatMap(floorOf),
      };
    },
  };
}

function floorOf({ name, value, unit, limit }: Figure): Floor[] {
  return limit === undefined
    ? []
    : [{ what: name, measured: value, atMost: limit, unit: unit === "" ? "" : ` ${unit}` }];
}

export const messages = ofFigures(
  {
    name: "deliveries",
    title: "Messages going out",
    about: "Row 26 of quality.md: messages put into the table, and what people feel of their going out.",
  },
  deliveries,
);

export const growth = ofFigures(
  {
    name: "scale",
    title: "A city that grows",
    about: "Row 25 of quality.md: the same questions over one and over ten million attendances.",
  },
  scale,
);

export const charts = ofFigures(
  {
    name: "charts",
    title: "Charts",
    about: "Row 27 of quality.md: a measure's year drawn as PNG, a thousand times in one process.",
  },
  drawing,
);

export const status = ofFigures(
  {
    name: "status",
    title: "The city's status",
    about:
      "An officer's status of 60 departments by Milwaukee's plan, over ten million attendances of 300,000 people: medians of nine.",
  },
  standing,
);

export const nudges = ofFigures(
  {
    name: "nudges",
    title: "A quarter's nudges",
    about:
      "The nudges of 60 departments by Milwaukee's plan, over a million attendances of 300,000 people: medians of five.",
  },
  nudging,
);

export const understanding = ofFigures(
  {
    name: "understanding",
    title: "Understanding",
    about:
      "Every sentence of every corpus, and 2,000 texts of 3,000 characters that are meant to be slow; the worst in CPU time, in one process.",
  },
  reading,
);
