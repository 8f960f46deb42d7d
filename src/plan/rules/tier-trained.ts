import * as z from "zod";
import { PROGRAMS, type Program } from "../../core/catalog/programs.ts";
import type { Tier } from "../../core/people/person.ts";
import type { Facts } from "../../domain/plan/facts.ts";
import {
  holdingAll,
  mandatoryFor,
  shareInWords,
  shareOf,
  TIER_NAMES,
  TIERS,
  type TierTraining,
} from "../../domain/training/trained.ts";
import { defineRule, type Verdict } from "../rule.ts";

const tier = z.enum(TIERS);

/**
 * Rows B1–B4, trap G7: of a tier's headcount, how many hold every course of the plan's programs that is mandatory for them.
 * A tier with a headcount and nobody named is 0 of n, and those after it wait.
 */
export const tierTrained = defineRule({
  name: "tier-trained",
  summary:
    "`percent` of a `tier` trained in every course of the `programs` that is mandatory for it (of any program, where none is named); silent until every tier up to the one `after` which it comes is at `afterPercent`.",
  schema: z.strictObject({
    tier,
    programs: z.array(z.enum(PROGRAMS)).default([]),
    percent: z.number().min(1).max(100).default(100),
    after: tier.optional(),
    afterPercent: z.number().min(1).max(100).default(80),
  }),
  judge: (parameters, { facts, department }) => {
    const { tier: of, programs, after, afterPercent } = parameters;
    const row = facts.trained.find((one) => one.tier === of);
    const before = after === undefined ? [] : TIERS.slice(0, TIERS.indexOf(after) + 1);
    const codes = row ? mandatoryFor(row, programs) : [];
    const first = before.find((one) => !reached(facts, one, programs, afterPercent));
    return {
      ...verdict(row, codes, parameters),
      evidence: proof(facts, of, codes),
      muted: first !== undefined,
      after: first && TIER_NAMES[first],
      remedy: {
        label: "Add names",
        command: "training log",
        values: {
          ...(codes[0] === undefined ? {} : { course: fewest(row, codes) }),
          ...(department === undefined ? {} : { department }),
        },
      },
    };
  },
});

interface Parameters {
  tier: Tier;
  programs: readonly Program[];
  percent: number;
}

function verdict(row: TierTraining | undefined, codes: readonly string[], { tier: of, programs, percent }: Parameters) {
  if (!row) return { met: undefined, notApplicable: true, words: `no ${TIER_NAMES[of]} on record` } satisfies Verdict;
  if (codes.length === 0)
    return {
      met: undefined,
      words: `no${programs.map((one) => ` ${one}`).join(" or")} course is mandatory for ${TIER_NAMES[of]}`,
    };
  const share = shareOf(row, holdingAll(row, codes));
  return {
    met: share.trained * 100 >= percent * share.outOf,
    words: shareInWords(share),
    value: share.trained,
    outOf: share.outOf,
    outOfOn: share.headcountOn,
  };
}

const proof = ({ trainingRecords }: Facts, of: Tier, codes: readonly string[]): string[] => [
  ...new Set(
    trainingRecords.filter((one) => one.tier === of && codes.includes(one.course)).map(({ record }) => record),
  ),
];

/** The course that the fewest hold is the one to log first. */
function fewest(row: TierTraining | undefined, codes: readonly string[]): string {
  const [first = ""] = row ? [...codes].sort((a, b) => holdingAll(row, [a]) - holdingAll(row, [b])) : codes;
  return first;
}

/** A tier that has nobody, or from which no course is asked, holds nobody up. */
function reached(facts: Facts, of: Tier, programs: readonly Program[], percent: number): boolean {
  const row = facts.trained.find((one) => one.tier === of);
  const codes = row ? mandatoryFor(row, programs) : [];
  if (!row || codes.length === 0) return true;
  const { trained, outOf } = shareOf(row, holdingAll(row, codes));
  return trained * 100 >= percent * outOf;
}
