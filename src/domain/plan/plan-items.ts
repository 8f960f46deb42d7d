import { type Catalog, departmentName } from "../../core/catalog/catalog.ts";
import type { City } from "../../core/places/city.ts";
import { type Action, ALL_DEPARTMENTS, type Plan, type Strategy } from "./plan.ts";

/** Strategies of every goal, then those that serve all of them. */
export const strategiesOf = ({ goals, strategies }: Pick<Plan, "goals" | "strategies">): Strategy[] => [
  ...goals.flatMap((goal) => goal.strategies),
  ...strategies,
];

export const actionsOf = (plan: Pick<Plan, "goals" | "strategies">): Action[] =>
  strategiesOf(plan).flatMap(({ actions }) => actions);

/** Whether a department is among those responsible for something. */
export const isResponsible = (responsible: readonly string[], department: string): boolean =>
  responsible.includes(department) || responsible.includes(ALL_DEPARTMENTS);

/** "Administration, all departments" (row E10). */
export const ownersInWords = (responsible: readonly string[], catalog: Catalog, { words }: City): string =>
  responsible
    .map((code) => (code === ALL_DEPARTMENTS ? `all ${words.department}s` : departmentName(catalog, code)))
    .join(", ");
