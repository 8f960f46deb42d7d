import { type Period, previousQuarter, quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import { changesBetween, type Finding } from "../../src/domain/plan/finding.ts";
import { tallyOf, worstFirst } from "../../src/reports/pages/tally.ts";
import { byDepartment, counted, metInWords, openInWords } from "./findings.ts";
import { departmentTable, ofDepartments } from "./section.ts";

/** As many changes as are read at once; a department's own status has all of them. */
const MOST_CHANGES = 20;

/** One line for each department, words first (row F8). */
export function overview(
  departments: readonly string[],
  findings: readonly Finding[],
  env: Pick<Env, "catalog" | "city">,
): Block[] {
  const found = byDepartment(findings);
  const of = (code: string) => found.get(code) ?? [];
  const complete = departments.filter((code) => of(code).length > 0 && counted(of(code)).every(isMet));
  const silent = departments.filter((code) => of(code).length > 0 && counted(of(code)).every(isSilent));
  return [
    text(`${ofDepartments(complete.length, departments.length, env)} met everything that is asked of them.`),
    departmentTable(
      "Where each department stands",
      ["Met", "Open"],
      ordered(departments, found, env),
      (code) => [metInWords(of(code)), openInWords(of(code))],
      env,
    ),
    text(whoIsSilent(silent, env)),
  ];
}

const ordered = (
  departments: readonly string[],
  found: ReadonlyMap<string, Finding[]>,
  { catalog }: Pick<Env, "catalog">,
) =>
  worstFirst(
    departments.map((code) => ({ code, name: departmentName(catalog, code), tally: tallyOf(found.get(code) ?? []) })),
  ).map(({ code }) => code);

/** Of whom nothing is on record that the plan asks for in the period. */
export const whoIsSilent = (silent: readonly string[], { catalog, city }: Pick<Env, "catalog" | "city">): string =>
  silent.length === 0
    ? `Every ${city.words.department} has something on record.`
    : `Not answered at all: ${silent.map((code) => departmentName(catalog, code)).join(", ")}.`;

const isMet = ({ state }: Finding) => state === "met";
const isSilent = ({ state }: Finding) => state === "not reported";

/** What is met now and was not at the end of the quarter before, and the other way round. */
export function changes(
  before: readonly Finding[],
  now: readonly Finding[],
  period: Period,
  env: Pick<Env, "catalog" | "city" | "today">,
): Block[] {
  const since = previousQuarter(quarterOf(period.end < env.today ? period.end : env.today, env.city), env.city).label;
  return changedSince(before, now, since, env);
}

/** The same since any moment, by its name. */
export function changedSince(
  before: readonly Finding[],
  now: readonly Finding[],
  since: string,
  env: Pick<Env, "catalog" | "city">,
): Block[] {
  const changed = changesBetween(before, now);
  if (changed.length === 0) return [text(`No change since ${since}.`)];
  const rows = changed
    .slice(0, MOST_CHANGES)
    .map(({ finding, then, gained }) => [
      finding.department === undefined ? env.city.name : departmentName(env.catalog, finding.department),
      finding.label,
      gained ? `met: ${finding.words}` : `no longer met: ${finding.words}`,
      then.words,
    ]);
  const columns = ["Where", "What", "Now", `At the end of ${since}`].map((label) => ({ label }));
  const more = changed.length - rows.length;
  return [
    { kind: "table", caption: `What changed since ${since}`, columns, rows },
    ...(more > 0 ? [text(`And ${more} more: ask for one department.`)] : []),
  ];
}
