import type * as z from "zod";
import type { City } from "../core/city.ts";
import type { Goal, Plan } from "../core/plan.ts";
import { crossCheck } from "./checks.ts";
import { planSchema } from "./schema.ts";
import { readYaml } from "./yaml.ts";

type PlanFile = z.output<typeof planSchema>;

/** Reads a plan file's text. Throws a Refusal that names every error with its line. */
export function parsePlan(yaml: string, file: string): Plan {
  const read = readYaml(planSchema, yaml, file, crossCheck);
  const { id, template, recipients, escalation, holidays, worked, nudges, objectives, modes, roles, tables } = read;
  const { start, end } = read.period;
  return {
    id,
    city: cityOf(read),
    template,
    departments: read.departments.map((one) => ({ ...one, serviceArea: one.serviceArea })),
    goals: read.goals.map(goalOf),
    obligations: read.obligations.map((one) => ({
      ...one,
      due: one.due,
      from: one.from ?? start,
      until: one.until ?? end,
    })),
    measures: read.measures.map((one) => ({ ...one, text: one.text, from: one.from, target: one.target })),
    tables,
    objectives,
    modes,
    roles,
    duties: read.duties.map((one) => ({ ...one, group: one.group, mode: one.mode })),
    statements: read.statements,
    state: read.state,
    recipients,
    escalation,
    holidays,
    worked,
    nudges,
  };
}

function cityOf({ id, city, timeZone, fiscalYear, period, words }: PlanFile): City {
  return { id, name: city, zone: timeZone, fiscalStartMonth: fiscalYear.startMonth, planPeriod: period, words };
}

/** What names nobody is everybody's, and an action is whoever's its goal is. */
function goalOf(goal: PlanFile["goals"][number]): Goal {
  const strategies = goal.strategies.map((strategy) => ({
    ...strategy,
    actions: strategy.actions.map((action) => ({
      ...action,
      responsible: action.responsible.length > 0 ? action.responsible : goal.responsible,
      from: action.from,
      due: action.due,
    })),
  }));
  return { ...goal, strategies };
}
