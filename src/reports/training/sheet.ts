import { percent } from "../../domain/training/trained.ts";
import type { Sheet } from "../sheet.ts";
import type { TrainingLine } from "./table.ts";

/** One row a quarter, department, tier and course; shares keep their parts, and what they are of. */
export function trainingTableSheet(
  lines: readonly TrainingLine[],
  serviceArea: (department: string) => string | undefined,
): Sheet {
  return {
    name: "trained",
    columns: [
      "quarter",
      "as_of",
      "service_area",
      "department",
      "tier",
      "course",
      "named",
      "out_of",
      "base",
      "headcount_on",
      "percent",
    ],
    rows: lines.map(({ quarter, on, department, tier, course, trained, outOf, headcountOn }) => [
      quarter,
      on,
      serviceArea(department),
      department,
      tier,
      course ?? "all required",
      trained,
      outOf,
      headcountOn === undefined ? "people on record" : "headcount",
      headcountOn,
      outOf === 0 || trained > outOf ? undefined : percent(trained, outOf),
    ]),
  };
}
