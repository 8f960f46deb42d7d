import type { Tier } from "../../src/core/people/person.ts";
import { holdingAll, mandatoryFor, type TierTraining } from "../../src/domain/training/trained.ts";

/** How many people of a tier hold one course that is mandatory for them. */
export interface TrainedRow {
  department: string;
  tier: Tier;
  course: string;
  people: number;
  trained: number;
  headcount: number | undefined;
  headcountOn: string | undefined;
}

/** Course by course, where anybody is on record: what the rules can be worked out against one by one. */
export const courseRows = (tiers: readonly TierTraining[]): TrainedRow[] =>
  tiers.flatMap((one) => {
    const { department, tier, people, headcount, headcountOn } = one;
    return (people === 0 ? [] : mandatoryFor(one, [])).map((course) => ({
      department,
      tier,
      course,
      people,
      trained: holdingAll(one, [course]),
      headcount,
      headcountOn,
    }));
  });
