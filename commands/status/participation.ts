import { contractorsInWords } from "../../src/domain/training/participation.ts";
import { holdingAny, sharedInWords, shareOf, together } from "../../src/domain/training/trained.ts";
import type { Section } from "./section.ts";
import { trainingTopic } from "./training.ts";

/** What only makes sense of one department: distinct people, contractors, and who can use the toolkit (rows B5, B16, B17). */
export const participationSection: Section = {
  ...trainingTopic,
  show: async (departments, { start, end }, env) => {
    const [only] = departments;
    if (only === undefined || departments.length > 1) return [];
    const [part, tiers] = await Promise.all([
      env.stores.training.participation(only, start, end, env.today),
      env.stores.training.trained(only, env.today),
    ]);
    const managers = tiers.filter(({ tier }) => tier !== "employee");
    const shares = managers.map((one) => shareOf(one, holdingAny(one, "toolkit")));
    return [
      {
        kind: "facts",
        facts: [
          { label: "Different people named", value: String(part.people) },
          { label: "Contractors who attended", value: contractorsInWords(part) },
          { label: "Leads trained in the toolkit", value: `${part.toolkitLeads} of ${part.leads}` },
          { label: "Managers trained in the toolkit", value: sharedInWords(together(shares)) },
        ],
      },
    ];
  },
};
