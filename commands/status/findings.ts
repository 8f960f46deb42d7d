import { type Finding, isAsked } from "../../src/domain/plan/finding.ts";

/** What counts: a tier that waits for another, what does not apply and what nobody had to do do neither good nor harm. */
export const counted = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ state, muted, pending }) => !muted && pending !== false && state !== "not applicable");

/** "2 of 6 met". */
export function metInWords(findings: readonly Finding[]): string {
  const all = counted(findings);
  if (all.length === 0) return "nothing to meet";
  return `${all.filter(({ state }) => state === "met").length} of ${all.length} met`;
}

/** "1 overdue, 2 due, 1 not reported", or nothing. */
export function openInWords(findings: readonly Finding[]): string {
  const all = counted(findings);
  const of = (state: Finding["state"]) => all.filter((one) => one.state === state && !isAsked(one)).length;
  const asked = all.filter(isAsked).length;
  const said = (["overdue", "due", "not reported"] as const).flatMap((state) =>
    of(state) === 0 ? [] : [`${of(state)} ${state}`],
  );
  if (asked > 0) said.push(`${asked} said not to apply`);
  return said.length === 0 ? "nothing open" : said.join(", ");
}

/** "met", "due", or why nobody asks for it yet. */
export function stateInWords(finding: Finding): string {
  if (isAsked(finding)) return `said not to apply: the officer decides (${finding.asked ?? ""})`;
  if (!finding.muted || finding.state === "met") return finding.state;
  return `not started: ${finding.after ?? "others"} go first`;
}

export const byDepartment = (findings: readonly Finding[]): Map<string, Finding[]> => {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.department === undefined) continue;
    const before = found.get(finding.department);
    if (before) before.push(finding);
    else found.set(finding.department, [finding]);
  }
  return found;
};
