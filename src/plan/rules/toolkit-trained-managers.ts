import * as z from "zod";
import { holdingAny, shareInWords, shareOf, TIER_NAMES, TIERS } from "../../domain/training/trained.ts";
import { defineRule } from "../rule.ts";

const TOOLKIT = "toolkit";

/** Row B5: "and other managers within each department", beside the leads, learn the use of the toolkit. */
export const toolkitTrainedManagers = defineRule({
  name: "toolkit-trained-managers",
  summary: "`percent` of the people of these `tiers` trained in the toolkit.",
  schema: z.strictObject({
    tiers: z.array(z.enum(TIERS)).min(1).default(["senior-manager", "manager"]),
    percent: z.number().min(1).max(100).default(100),
  }),
  judge: ({ tiers, percent }, { facts, department }) => {
    const rows = facts.trained.filter(({ tier }) => tiers.includes(tier));
    if (rows.length === 0)
      return {
        met: undefined,
        notApplicable: true,
        words: `no ${tiers.map((one) => TIER_NAMES[one]).join(" or ")} on record`,
      };
    const shares = rows.map((row) => ({ tier: row.tier, share: shareOf(row, holdingAny(row, TOOLKIT)) }));
    const [trained, outOf] = [
      sum(shares.map(({ share }) => share.trained)),
      sum(shares.map(({ share }) => share.outOf)),
    ];
    return {
      met: trained * 100 >= percent * outOf,
      words: shares.map(({ tier, share }) => `${TIER_NAMES[tier]} ${shareInWords(share)}`).join("; "),
      value: trained,
      outOf,
      outOfOn: shares.map(({ share }) => share.headcountOn).sort()[0],
      evidence: [
        ...new Set(
          facts.trainingRecords
            .filter(
              ({ tier, course }) =>
                tiers.includes(tier) && rows[0]?.courses.some((one) => one.code === course && one.program === TOOLKIT),
            )
            .map(({ record }) => record),
        ),
      ],
      remedy: {
        label: "Log toolkit training",
        command: "training log",
        values: department === undefined ? {} : { department },
      },
    };
  },
});

const sum = (counts: readonly number[]) => counts.reduce((so, one) => so + one, 0);
