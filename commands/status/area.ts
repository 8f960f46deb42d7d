import { choice } from "../../src/core/fields/choice.ts";

/** One of the city's service areas, by its name. */
export const area = () =>
  choice({
    label: "Service area",
    optional: true,
    keys: ["service area", "service"],
    choices: ({ catalog }) =>
      [...new Set(catalog.departments.flatMap(({ serviceArea }) => serviceArea ?? []))].map((name) => ({
        value: name,
        label: name,
        words: new RegExp(`\\b${escaped(name.toLowerCase())}\\b`),
      })),
  });

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
