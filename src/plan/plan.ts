import type * as z from "zod";
import type { City } from "../core/places/city.ts";
import { yearFrom, yearOfSource } from "../domain/measure/measure.ts";
import type { PaperPlan } from "../domain/paper/papers.ts";
import { ALL_DEPARTMENTS, type Goal, type Plan, type Strategy } from "../domain/plan/plan.ts";
import { crossCheck } from "./checks.ts";
import { recipientsNamed, usualPapers, usualSections } from "./papers.ts";
import { planSchema } from "./schema.ts";
import { type Problem, readYaml } from "./yaml.ts";

type PlanFile = z.output<typeof planSchema>;

/** Reads a plan file's text. Throws a Refusal that names every error with its line; `also` looks for more of them. */
export function parsePlan(yaml: string, file: string, also: (raw: unknown) => Problem[] = () => []): Plan {
  const read = readYaml(planSchema, yaml, file, (raw) => [...crossCheck(raw), ...also(raw)]);
  const { id, template, recipients, escalation, holidays, worked, nudges, sources, objectives, roles, tables } = read;
  const { start, end } = read.period;
  return {
    id,
    city: cityOf(read),
    template,
    departments: read.departments.map((one) => ({ ...one, serviceArea: one.serviceArea })),
    sources,
    origins: read.origins,
    goals: read.goals.map(goalOf),
    strategies: read.strategies.map((strategy) => strategyOf(strategy)),
    obligations: read.obligations.map((one) => ({
      ...one,
      due: one.due,
      from: one.from ?? start,
      until: one.until ?? end,
    })),
    measures: read.measures.map((one) => ({
      ...one,
      text: one.text,
      year: one.year ?? yearOfSource(one.from) ?? yearFrom(one.value),
      from: one.from,
      target: one.target,
    })),
    tables,
    deadlines: read.deadlines.map((one) => ({ ...one, every: one.every, on: one.on, closedBy: one.closedBy })),
    papers: papersOf(read),
    retention: read.retention.map((one) => ({ ...one, citation: one.citation, years: one.years, note: one.note })),
    objectives,
    modes: read.modes.map((one) => ({ ...one, note: one.note })),
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

/** What the plan says of its papers; a kind it does not name goes the way of the annual report. */
function papersOf({ papers, deadlines, duties, recipients, words }: PlanFile): PaperPlan[] {
  const said = papers.map(
    (one): PaperPlan => ({
      ...one,
      deadline: one.deadline,
      purpose: one.purpose,
      to: one.to.map((recipient) => ({ ...recipient, role: recipient.role })),
      sections:
        one.sections.length === 0
          ? usualSections(one.kind)
          : one.sections.map((part) => ({ ...part, title: part.title })),
    }),
  );
  const annual = deadlines.find(({ rows }) => rows.includes("E1"));
  const accountable = duties.find(({ id }) => id === annual?.of)?.raci ?? {};
  const chain = Object.keys(accountable).filter((role) => accountable[role]?.includes("A"));
  const known = said.find(({ kind }) => kind === "annual");
  const usual = usualPapers(known?.to ?? recipientsNamed(recipients), annual?.id, known?.chain ?? chain, words);
  return [...said, ...usual.filter(({ kind }) => !said.some((one) => one.kind === kind))];
}

function goalOf(goal: PlanFile["goals"][number]): Goal {
  const responsible = nearest(goal.responsible);
  return { ...goal, responsible, strategies: goal.strategies.map((strategy) => strategyOf(strategy, responsible)) };
}

function strategyOf(strategy: PlanFile["strategies"][number], above: readonly string[] = []): Strategy {
  const responsible = nearest(strategy.responsible, above);
  const actions = strategy.actions.map((action) => ({
    ...action,
    responsible: nearest(action.responsible, responsible),
    from: action.from,
    due: action.due,
  }));
  return { ...strategy, responsible, actions };
}

/** What names nobody is whose it belongs to, and in the end everybody's. */
const nearest = (...named: readonly (readonly string[])[]): readonly string[] =>
  named.find((codes) => codes.length > 0) ?? [ALL_DEPARTMENTS];
