import { planPeriod } from "../../src/core/calendar/calendar.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import type { AnalysisCount } from "../../src/domain/analysis/analyses.ts";
import { sumOf } from "../../src/domain/analysis/analysis-counts.ts";
import { percent } from "../../src/domain/training/trained.ts";
import { departmentTable, ofDepartments, type Section } from "./section.ts";

/** Toolkit analyses: new items analysed of those registered, existing ones in the plan's period, evaluations overdue (rows C1–C3, C11). */
export const analysesSection: Section = {
  topic: "analyses",
  label: "Analyses",
  words: /\b(?:analys[ei]s|toolkit)\b/,
  show: async (departments, { start, end }, env) => {
    const plan = planPeriod(env.city);
    const [inPeriod, inPlan] = await Promise.all([
      env.stores.analyses.counts(start, end, env.today),
      env.stores.analyses.counts(plan.start, plan.end, env.today),
    ]);
    // Each kind is counted in several rows, one a subject: policy, program, practice, budget.
    const of = (counts: readonly AnalysisCount[], code: string, kind?: AnalysisCount["kind"]) =>
      sumOf(counts.filter((row) => row.department === code && (kind === undefined || row.kind === kind)));
    const existing = (code: string) => of(inPlan, code, "existing").completed;
    const cells = (code: string) => {
      const fresh = of(inPeriod, code, "new");
      return [
        fresh.registered > 0 ? `${fresh.analysed} of ${fresh.registered}` : "none registered",
        String(existing(code)),
        String(of(inPlan, code).overdue),
      ];
    };
    const met = departments.filter((code) => existing(code) > 0);
    return [
      text(
        `An existing policy or program analysed in ${plan.label}: ${ofDepartments(met.length, departments.length, env)}.`,
      ),
      ...engagementWords(inPeriod, departments),
      ...serviceWords(inPeriod, departments),
      departmentTable(
        "Analyses: new items analysed of those registered in the period, existing ones completed in the plan's period, evaluations overdue",
        ["New analysed", "Existing completed", "Evaluations overdue"],
        departments,
        cells,
        env,
      ),
    ];
  },
};

const here = (counts: readonly AnalysisCount[], departments: readonly string[]) =>
  counts.filter(({ department }) => departments.includes(department));

/** Row E34: in how many analyses the community had a say; no share of none. */
function engagementWords(counts: readonly AnalysisCount[], departments: readonly string[]): Block[] {
  const { started, engaged } = sumOf(here(counts, departments));
  if (started === 0) return [];
  return [
    text(
      `Community engagement recorded in ${engaged} of ${started} analyses started in the period (${percent(engaged, started)} %).`,
    ),
  ];
}

/** Row C15: programs are what a city's services are called here. */
function serviceWords(counts: readonly AnalysisCount[], departments: readonly string[]): Block[] {
  const programs = here(counts, departments).filter(({ subject }) => subject === "program");
  const completed = (kind: AnalysisCount["kind"]) => sumOf(programs.filter((one) => one.kind === kind)).completed;
  const [existing, fresh] = [completed("existing"), completed("new")];
  if (existing + fresh === 0) return [];
  return [text(`City services (programs) analysed in the period: ${existing} existing, ${fresh} new.`)];
}
