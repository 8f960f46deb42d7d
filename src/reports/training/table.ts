import type { Period } from "../../core/calendar/calendar.ts";
import type { Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import {
  holdingAll,
  mandatoryFor,
  type Share,
  shareOf,
  TIERS,
  type TierTraining,
} from "../../domain/training/trained.ts";
import type { TierRequirement } from "../../plan/trained.ts";

// The training table of the city (rows B1–B4, B9): tier by course, quarter by quarter. Chat, file and paper are made from it.

/** The people of every tier at the end of a quarter, or today. */
export interface TrainingQuarter {
  period: Period;
  on: IsoDate;
  tiers: readonly TierTraining[];
}

/** One department's tier in one course, or in everything the plan requires of it, at the end of a quarter. */
export interface TrainingLine extends Share {
  quarter: string;
  on: IsoDate;
  department: string;
  tier: Tier;
  /** Undefined: all that the plan requires. */
  course: string | undefined;
}

/** Every line there is, quarters, departments, tiers and courses in their own order. */
export function trainingLines(
  quarters: readonly TrainingQuarter[],
  departments: readonly string[],
  required: readonly TierRequirement[],
): TrainingLine[] {
  return quarters.flatMap(({ period, on, tiers }) =>
    departments.flatMap((department) =>
      TIERS.flatMap((tier) => {
        const row = tiers.find((one) => one.department === department && one.tier === tier);
        if (!row) return [];
        const about = { quarter: period.id, on, department, tier };
        return asked(row, required).map(({ course, codes }) => ({
          ...about,
          course,
          ...shareOf(row, holdingAll(row, codes)),
        }));
      }),
    ),
  );
}

/** What is asked of a tier: all that the plan requires of it together, then every mandatory course. */
function asked(row: TierTraining, required: readonly TierRequirement[]) {
  const one = required.find(({ tier }) => tier === row.tier);
  const codes = one ? mandatoryFor(row, one.programs) : [];
  const together = codes.length === 0 ? [] : [{ course: undefined, codes }];
  return [...together, ...mandatoryFor(row, []).map((course) => ({ course, codes: [course] }))];
}

/** Lines of one tier and course. */
export const linesOf = (lines: readonly TrainingLine[], tier: Tier, course: string | undefined): TrainingLine[] =>
  lines.filter((line) => line.tier === tier && line.course === course);

/** Each tier and course there is a line of, the tiers in their order, what is required first. */
export function headings(lines: readonly TrainingLine[]): { tier: Tier; course: string | undefined }[] {
  return TIERS.flatMap((tier) => {
    const own = lines.filter((line) => line.tier === tier).map(({ course }) => course ?? "");
    return [...new Set(own)].sort().map((course) => ({ tier, course: course === "" ? undefined : course }));
  });
}
