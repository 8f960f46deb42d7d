import type { PageChange } from "../../domain/pages/parts.ts";
import { type Change, changesBetween, type Finding } from "../../domain/plan/finding.ts";
import { plainLabel } from "./tally.ts";

const MOST_NAMES = 3;

/** What was met or lost since, requirement by requirement, what was lost first. */
export function changesByRequirement(
  before: readonly Finding[],
  now: readonly Finding[],
  nameOf: (code: string) => string,
): PageChange[] {
  const all = changesBetween(before, now);
  const kinds = new Map<string, Change[]>();
  for (const one of all) {
    const key = `${one.gained} ${one.finding.obligation}`;
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  const lines = [...kinds.values()].flatMap((of) => (of[0] ? [lineOf(of, of[0], nameOf)] : []));
  return lines.sort((a, b) => Number(a.gained) - Number(b.gained) || b.count - a.count);
}

function lineOf(of: readonly Change[], { finding, gained }: Change, nameOf: (code: string) => string): PageChange {
  const names = of.map(({ finding: { department, words } }) => {
    const name = department === undefined ? "The city as a whole" : nameOf(department);
    return gained ? name : `${name} (${words})`;
  });
  const more = names.length - MOST_NAMES;
  const words = more > 1 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
  return { label: plainLabel(finding.label), gained, words, count: of.length };
}

/** The same of one department, with what was so before. */
export const changesOfOne = (before: readonly Finding[], now: readonly Finding[]): PageChange[] =>
  changesBetween(before, now)
    .map(({ finding, then, gained }) => ({
      label: plainLabel(finding.label),
      gained,
      words: `${finding.words}; before: ${then.words}`,
      count: 1,
    }))
    .sort((a, b) => Number(a.gained) - Number(b.gained));
