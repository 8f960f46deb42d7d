import { text } from "../../src/core/reply/reply.ts";
import { linesFor, tablesOf } from "../training/table.ts";
import type { Section } from "./section.ts";
import { trainingTopic } from "./training.ts";

/** Who is trained, tier by course, the first priority first, at the end of each quarter (rows B1–B4, trap G7). */
export const trainedSection: Section = {
  ...trainingTopic,
  show: async (departments, period, env) => {
    const { lines, quarters } = await linesFor(departments, period, env);
    if (lines.length === 0) return [text("Mandatory courses: nobody on record has one to take.")];
    return tablesOf(lines, quarters, departments, env);
  },
};
