import type { Program } from "../core/catalog/programs.ts";
import type { Tier } from "../core/people/person.ts";
import type { IsoDate } from "../core/places/city.ts";
import type { Plan } from "../domain/plan/plan.ts";
import { inForce } from "./evaluate.ts";
import { tierTrained } from "./rules/tier-trained.ts";

/** What the plan asks of one tier: every mandatory course of these programs (rows B1–B4). */
export interface TierRequirement {
  tier: Tier;
  programs: readonly Program[];
}

export const tierRequirements = (plan: Plan, on: IsoDate): TierRequirement[] =>
  inForce(plan, on)
    .filter(({ rule }) => rule === tierTrained.name)
    .map((one) => one.with as TierRequirement);
