import type { AnalysisCount } from "../../src/core/analyses.ts";
import { planPeriod } from "../../src/core/calendar.ts";
import { text } from "../../src/core/reply.ts";
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
    const of = (counts: readonly AnalysisCount[], code: string, kind: AnalysisCount["kind"]) =>
      counts.find((row) => row.department === code && row.kind === kind);
    const existing = (code: string) => of(inPlan, code, "existing")?.completed ?? 0;
    const cells = (code: string) => {
      const fresh = of(inPeriod, code, "new");
      const overdue = (["new", "existing"] as const).reduce(
        (sum, kind) => sum + (of(inPlan, code, kind)?.overdue ?? 0),
        0,
      );
      return [
        fresh && fresh.registered > 0 ? `${fresh.analysed} of ${fresh.registered}` : "none registered",
        String(existing(code)),
        String(overdue),
      ];
    };
    const met = departments.filter((code) => existing(code) > 0);
    return [
      text(
        `An existing policy or program analysed in ${plan.label}: ${ofDepartments(met.length, departments.length)}.`,
      ),
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
