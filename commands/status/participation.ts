import { contractorsInWords } from "../../src/domain/training/participation.ts";
import type { Section } from "./section.ts";
import { trainingTopic } from "./training.ts";

/** What only makes sense of one department: distinct people, contractors, and who can use the toolkit (rows B5, B16, B17). */
export const participationSection: Section = {
  ...trainingTopic,
  show: async (departments, { start, end }, env) => {
    const [only] = departments;
    if (only === undefined || departments.length > 1) return [];
    const part = await env.stores.training.participation(only, start, end, env.today);
    return [
      {
        kind: "facts",
        facts: [
          { label: "Different people named", value: String(part.people) },
          { label: "Contractors who attended", value: contractorsInWords(part) },
          { label: "Leads trained in the toolkit", value: `${part.toolkitLeads} of ${part.leads}` },
          { label: "Managers trained in the toolkit", value: `${part.toolkitManagers} of ${part.managers} on record` },
        ],
      },
    ];
  },
};
