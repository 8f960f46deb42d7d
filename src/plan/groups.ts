import type { Tier } from "../core/people/person.ts";
import type { Obligation } from "../domain/plan/plan.ts";
import { TIER_NAMES } from "../domain/training/trained.ts";

/** The columns of a grid stand in groups, in this order. */
export const GROUPS = ["Team", "Training", "Analysis", "Practice", "Figures"] as const;
export type Group = (typeof GROUPS)[number];

interface Heading {
  group: Group;
  /** A few words for a narrow column; else the label's own. */
  short?: (asked: Obligation) => string;
}

const parameter = ({ with: given }: Obligation, name: string): unknown =>
  (given as Record<string, unknown> | undefined)?.[name];

/** Which group a rule's requirements stand in, and what they are called where there is little room. */
const HEADINGS: Readonly<Record<string, Heading>> = {
  "leadership-team": { group: "Team", short: () => "Leadership team" },
  ambassadors: { group: "Team", short: (asked) => `${parameter(asked, "atLeast")} ambassadors` },
  "vision-adopted": { group: "Team", short: () => "Vision adopted" },
  "tier-trained": { group: "Training", short: (asked) => capital(TIER_NAMES[parameter(asked, "tier") as Tier]) },
  "toolkit-trained-leads": { group: "Training", short: () => "Leads, toolkit" },
  "toolkit-trained-managers": { group: "Training", short: () => "Managers, toolkit" },
  "new-items-analysed": { group: "Analysis", short: () => "New items analyzed" },
  "existing-analysed": { group: "Analysis", short: () => "One existing analyzed" },
  "statements-on-time": { group: "Analysis", short: () => "Statements on time" },
  "measure-reported": { group: "Figures" },
};

const capital = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;

/** A label as far as it says something in a narrow column. */
const shortened = (label: string): string =>
  label
    .replace(/\s*\([^)]*\)/g, "")
    .replace(/, (?:reported|at least .*)$/, "")
    .replace(/^Racial equity goals in /, "")
    .replace(/ of equity and inclusion$/, "")
    .replace(/ management tools$/, " tools");

export const groupOf = ({ rule }: Obligation): Group => HEADINGS[rule]?.group ?? "Practice";

export function shortLabel(asked: Obligation): string {
  return HEADINGS[asked.rule]?.short?.(asked) ?? capital(shortened(asked.label));
}
