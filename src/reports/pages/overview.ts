import type { Chart } from "../../core/reply/chart.ts";
import type { DepartmentLine, OverviewPage, TierLine } from "../../domain/pages/overview.ts";
import type { Mark, PageQuarter, Requirement } from "../../domain/pages/parts.ts";
import type { Finding } from "../../domain/plan/finding.ts";
import type { Obligation } from "../../domain/plan/plan.ts";
import { GROUPS, groupOf, shortLabel } from "../../plan/groups.ts";
import { changesByRequirement } from "./changes.ts";
import { nextSteps } from "./next-steps.ts";
import { counts, lateFirst, markOf, plainLabel, tallyOf, worstFirst } from "./tally.ts";

export interface OverviewGiven {
  city: string;
  word: string;
  asOf: string;
  quarter: PageQuarter;
  departments: readonly { code: string; name: string }[];
  obligations: readonly Obligation[];
  now: readonly Finding[];
  before: readonly Finding[];
  leads: ReadonlyMap<string, readonly string[]>;
  attendance: Chart;
  tiers: readonly TierLine[];
  /** The requirement to look at. */
  requirement: string | undefined;
}

/** Where the city stands, from the findings that chat shows; pure. */
export function overviewPage(given: OverviewGiven): OverviewPage {
  const { now, before, departments, quarter, word } = given;
  const own = now.filter(({ department }) => department !== undefined);
  const names = new Map(departments.map(({ code, name }) => [code, name]));
  const nameOf = (code: string) => names.get(code) ?? code;
  const codes = departments.map(({ code }) => code);
  const requirements = requirementsOf(given.obligations, own, departments.length);
  return {
    kind: "overview",
    city: given.city,
    department: word,
    asOf: given.asOf,
    quarter,
    tally: tallyOf(own),
    metBefore: tallyOf(before.filter(({ department }) => department !== undefined)).met,
    tiles: tilesOf(own, nameOf, departments.length, word),
    next: nextSteps({ findings: own, departments: codes, nameOf, leads: given.leads, word, quarter: quarter.id }),
    requirements,
    departments: linesOf(departments, own, requirements),
    asked: askedOf(given.requirement, own, nameOf),
    ofTheCity: now
      .filter(({ department }) => department === undefined)
      .sort(lateFirst)
      .map(lineOf),
    attendance: given.attendance,
    tiers: given.tiers,
    changes: changesByRequirement(before, now, nameOf),
  };
}

const lineOf = (one: Finding) => ({ label: plainLabel(one.label), mark: markOf(one), words: one.words });

/** In groups; what binds a few only is on their own pages. */
function requirementsOf(obligations: readonly Obligation[], own: readonly Finding[], all: number): Requirement[] {
  const bound = (id: string) => own.filter(({ obligation }) => obligation === id).length;
  const shown = obligations.filter(({ id }) => bound(id) * 2 > all);
  return GROUPS.flatMap((group) =>
    shown
      .filter((one) => groupOf(one) === group)
      .map((one) => ({ id: one.id, label: plainLabel(one.label), short: shortLabel(one), group })),
  );
}

function linesOf(
  departments: OverviewGiven["departments"],
  own: readonly Finding[],
  requirements: readonly Requirement[],
): DepartmentLine[] {
  const by = new Map<string, Finding[]>();
  for (const one of own) by.set(one.department ?? "", [...(by.get(one.department ?? "") ?? []), one]);
  const lines = departments.map(({ code, name }) => {
    const findings = by.get(code) ?? [];
    const marks = new Map<string, Mark>(findings.map((one) => [one.obligation, markOf(one)]));
    return { code, name, tally: tallyOf(findings), cells: requirements.map(({ id }) => marks.get(id)) };
  });
  return worstFirst(lines);
}

function tilesOf(
  own: readonly Finding[],
  nameOf: (code: string) => string,
  all: number,
  word: string,
): OverviewPage["tiles"] {
  const of = (state: Finding["state"]) => own.filter((one) => counts(one) && one.state === state);
  const where = (found: readonly Finding[]) => new Set(found.map(({ department }) => department)).size;
  const overdue = of("overdue");
  const quiet = of("not reported");
  const busiest = mostOf(quiet.map(({ label }) => label));
  const first = overdue[0];
  return {
    overdue:
      first === undefined
        ? "nothing is late"
        : overdue.length === 1
          ? `${nameOf(first.department ?? "")}: ${plainLabel(first.label)}`
          : `in ${where(overdue)} of ${all} ${word}s`,
    due: `in ${where(of("due"))} of ${all} ${word}s`,
    notReported: busiest === undefined ? "everything has an answer" : `most: ${plainLabel(busiest)}`,
  };
}

function mostOf(labels: readonly string[]): string | undefined {
  const found = new Map<string, number>();
  for (const label of labels) found.set(label, (found.get(label) ?? 0) + 1);
  return [...found].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function askedOf(
  requirement: string | undefined,
  own: readonly Finding[],
  nameOf: (code: string) => string,
): OverviewPage["asked"] {
  const found = own.filter(({ obligation }) => obligation === requirement).sort(lateFirst);
  const [first] = found;
  if (!first) return undefined;
  const lines = found.map((one) => ({
    code: one.department ?? "",
    name: nameOf(one.department ?? ""),
    mark: markOf(one),
    words: one.words,
  }));
  return { label: plainLabel(first.label), lines };
}
