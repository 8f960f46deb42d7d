import type { Finding } from "../domain/plan/finding.ts";
import type { Plan } from "../domain/plan/plan.ts";

/** What makes a team full: a leadership team, enough ambassadors, and a lead trained in the toolkit (row A12). */
const PARTS = ["leadership-team", "ambassadors", "toolkit-trained-leads"];

export interface FullTeams {
  /** Codes of the departments with one. */
  departments: readonly string[];
  outOf: number;
  /** The records that prove it. */
  evidence: readonly string[];
}

/** Undefined where the plan does not ask for each of the parts. */
export function fullTeams(
  { obligations }: Pick<Plan, "obligations">,
  findings: readonly Finding[],
  codes: readonly string[],
): FullTeams | undefined {
  const ids = PARTS.map((rule) => obligations.find((one) => one.rule === rule)?.id);
  if (ids.includes(undefined)) return undefined;
  const own = codes.map((code) => ({ code, parts: ids.map((id) => findingOf(findings, code, id)) }));
  const full = own.filter(
    ({ parts: [team, ambassadors, toolkit] }) => isMet(team) && isMet(ambassadors) && trains(toolkit),
  );
  const evidence = full.flatMap(({ parts }) => parts.flatMap((one) => one?.evidence ?? []));
  return { departments: full.map(({ code }) => code), outOf: codes.length, evidence: [...new Set(evidence)] };
}

const findingOf = (findings: readonly Finding[], code: string, id: string | undefined) =>
  findings.find(({ department, obligation }) => department === code && obligation === id);

const isMet = (finding: Finding | undefined) => finding?.state === "met";

/** One trained lead makes a team that can use it; that all are trained is a requirement of its own. */
const trains = (finding: Finding | undefined) => (finding?.value ?? 0) >= 1;
