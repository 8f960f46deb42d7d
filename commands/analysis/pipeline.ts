import { type Period, planPeriod, printDate } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import type { AnalysisCount } from "../../src/domain/analysis/analyses.ts";
import { existingRule, newRule, sumOf } from "../../src/domain/analysis/analysis-counts.ts";
import { kindOf } from "./words.ts";

/** From the register to the evaluation, new and existing apart, split by what it is (rows C1, C2, C10, C14). */
export async function pipeline(department: string | undefined, asked: Period, env: Env): Promise<Block[]> {
  const { analyses } = env.stores;
  const plan = planPeriod(env.city);
  const all = await analyses.counts(asked.start, asked.end, env.today);
  const inPlan = await analyses.counts(plan.start, plan.end, env.today);
  const here = all.filter((one) => department === undefined || one.department === department);
  const table = here.length === 0 ? [] : [countTable(here)];
  return [text(newWords(here)), text(existingWords(department, inPlan, env)), ...table];
}

/** Row C1, in words. */
function newWords(counts: readonly AnalysisCount[]): string {
  const { registered, analysed, percent } = newRule(counts);
  const { exempt } = sumOf(counts.filter(({ kind }) => kind === "new"));
  const apart = exempt === 0 ? "" : ` ${exempt} exempt, with a reason, ${exempt === 1 ? "is" : "are"} not among them.`;
  if (percent === undefined) return `New: no item to analyse is registered in this period.${apart}`;
  return `New: ${analysed} of ${registered} registered in this period ${analysed === 1 ? "is" : "are"} analysed (${percent} %).${apart}`;
}

/** Row C2, in words: the plan period counts, whatever period was asked for. */
function existingWords(department: string | undefined, inPlan: readonly AnalysisCount[], env: Env): string {
  const { city, today, catalog } = env;
  const until = printDate(city.planPeriod.end);
  const rule = (code: string) =>
    existingRule(
      inPlan.filter((one) => one.department === code),
      city,
      today,
    );
  if (department === undefined) {
    const codes = catalog.departments.map(({ code }) => code);
    const met = codes.filter((code) => rule(code).met).length;
    return `Existing: ${met} of ${codes.length} have completed an analysis within plan ${city.planPeriod.label}, which ends ${until}.`;
  }
  const { met, completed, daysLeft } = rule(department);
  const left =
    daysLeft === 0 ? `the plan ended ${until}` : `${daysLeft.toLocaleString("en-US")} days left, until ${until}`;
  return met
    ? `Existing: met. ${completed} completed within plan ${city.planPeriod.label}.`
    : `Existing: none completed within plan ${city.planPeriod.label} yet; ${left}.`;
}

const FIGURES = ["registered", "started", "completed", "evaluated", "withdrawn", "overdue"] as const;
const LABELS = ["Registered", "Started", "Completed", "Evaluated", "Withdrawn", "Evaluation overdue"];

function countTable(counts: readonly AnalysisCount[]): Block {
  const figures = (some: readonly AnalysisCount[]) => {
    const sum = sumOf(some);
    return FIGURES.map((name) => sum[name].toLocaleString("en-US"));
  };
  const rows = (["new", "existing"] as const).flatMap((kind) => {
    const these = counts.filter((one) => one.kind === kind);
    const names = [...new Set(these.map((one) => nameOf(one)))];
    const parts = names.map((name) => [name, ...figures(these.filter((one) => nameOf(one) === name))]);
    return these.length === 0 ? [] : [[`all ${kind}`, ...figures(these)], ...parts];
  });
  return {
    kind: "table",
    caption: "How many, by the day of each event in the period; overdue evaluations as of today",
    columns: [{ label: "What" }, ...LABELS.map((label) => ({ label, numeric: true }))],
    rows,
  };
}

const nameOf = (one: AnalysisCount): string =>
  kindOf({ ...one, title: "" }) + (one.subject === undefined ? ", type not given" : "");
