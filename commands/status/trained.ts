import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import type { Tier } from "../../src/core/people/person.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import { type TrainedRow, trainedInWords } from "../../src/domain/training/trained.ts";
import { departmentTable, type Section } from "./section.ts";
import { trainingTopic } from "./training.ts";

const TIERS: readonly { tier: Tier; label: string }[] = [
  { tier: "senior-manager", label: "Senior managers" },
  { tier: "manager", label: "Managers" },
  { tier: "employee", label: "Employees" },
];

/**
 * Who is trained, tier by tier, the first priority first (rows B1–B4). A percentage only where a headcount is known, as
 * of the period's last day or today (trap G7).
 */
export const trainedSection: Section = {
  ...trainingTopic,
  show: async (departments, { end }, env) => {
    const [only] = departments.length === 1 ? departments : [];
    const rows = (await env.stores.training.trained(only, end < env.today ? end : env.today)).filter((row) =>
      departments.includes(row.department),
    );
    if (rows.length === 0) return [text("Mandatory courses: nobody on record has one to take.")];
    return only === undefined ? [ofTheCity(departments, rows, env)] : [inDetail(only, rows, env)];
  },
};

/** Each department's weakest course, by tier. */
function ofTheCity(
  departments: readonly string[],
  rows: readonly TrainedRow[],
  env: Parameters<Section["show"]>[2],
): Block {
  const cell = (code: string, tier: Tier) =>
    weakest(rows.filter((row) => row.department === code && row.tier === tier));
  return departmentTable(
    "Trained in every mandatory course, by tier: the course with the fewest is shown",
    TIERS.map(({ label }) => label),
    departments,
    (code) => TIERS.map(({ tier }) => cell(code, tier)),
    env,
  );
}

function weakest(rows: readonly TrainedRow[]): string {
  const [least] = [...rows].sort((a, b) => a.trained - b.trained);
  if (!least) return "nobody on record";
  return least.headcount === undefined ? `${least.trained}` : `${least.trained} of ${least.headcount}`;
}

function inDetail(code: string, rows: readonly TrainedRow[], { catalog }: Parameters<Section["show"]>[2]): Block {
  const ordered = TIERS.flatMap(({ tier, label }) =>
    rows
      .filter((row) => row.tier === tier)
      .map((row) => [label, courseTitle(catalog, row.course), trainedInWords(row)]),
  );
  return {
    kind: "table",
    caption: `Mandatory courses in ${departmentName(catalog, code)}, senior managers first`,
    columns: ["Tier", "Course", "Trained"].map((label) => ({ label })),
    rows: ordered,
  };
}
