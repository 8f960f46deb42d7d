import * as z from "zod";
import { printDay } from "../../core/calendar/calendar.ts";
import type { Facts } from "../../domain/plan/facts.ts";
import type { TrainedRow } from "../../domain/training/trained.ts";
import { defineRule, type Verdict } from "../rule.ts";

const tier = z.enum(["senior-manager", "manager", "employee"]);

const NAMES = { "senior-manager": "senior managers", manager: "managers", employee: "employees" } as const;

/**
 * Rows B1–B4, trap G7: of a tier's headcount, how many hold every course that is mandatory for them. Where several are,
 * the course with the fewest decides. Without a headcount there is no percentage, and so no "met".
 */
export const tierTrained = defineRule({
  name: "tier-trained",
  summary:
    "`percent` of a `tier` trained in every course mandatory for it; silent until the tier `after` which it comes is at `afterPercent`.",
  schema: z.strictObject({
    tier,
    percent: z.number().min(1).max(100).default(100),
    after: tier.optional(),
    afterPercent: z.number().min(1).max(100).default(80),
  }),
  judge: (parameters, { facts, department }) => {
    const row = weakest(facts, parameters.tier);
    const muted = parameters.after !== undefined && !reached(facts, parameters.after, parameters.afterPercent);
    return {
      ...verdict(row, facts, parameters),
      muted,
      remedy: {
        label: "Add names",
        command: "training log",
        values: { ...(row ? { course: row.course } : {}), ...(department === undefined ? {} : { department }) },
      },
    };
  },
});

interface Parameters {
  tier: keyof typeof NAMES;
  percent: number;
}

function verdict(row: TrainedRow | undefined, { trainingRecords }: Facts, { tier: of, percent }: Parameters): Verdict {
  if (!row) return { met: undefined, words: `no ${NAMES[of]} on record, or no course mandatory for them` };
  const evidence = trainingRecords;
  const { trained, headcount, headcountOn } = row;
  if (!headcount || headcountOn === undefined)
    return { met: undefined, words: `${trained} trained, headcount not known`, value: trained, evidence };
  return {
    met: trained * 100 >= percent * headcount,
    words: `${trained} of ${headcount} (${Math.floor((100 * trained) / headcount)} %, headcount of ${printDay(headcountOn)})`,
    value: trained,
    outOf: headcount,
    outOfOn: headcountOn,
    evidence,
  };
}

/** The mandatory course that the fewest of a tier hold. */
function weakest({ trained }: Facts, of: keyof typeof NAMES): TrainedRow | undefined {
  return trained.filter((row) => row.tier === of).sort((a, b) => a.trained - b.trained)[0];
}

/** Where no headcount is known, the people on record stand for it: it decides only who is asked first. */
function reached(facts: Facts, of: keyof typeof NAMES, percent: number): boolean {
  const row = weakest(facts, of);
  if (!row) return true;
  return row.trained * 100 >= percent * (row.headcount ?? row.people);
}
