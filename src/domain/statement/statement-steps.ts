import type { Question, Template } from "../analysis/analysis-template.ts";

/** The groups whose impacts the code asks for (section 50-6). */
export const GROUPS = [
  { id: "african", label: "African-Americans" },
  { id: "hispanic", label: "Hispanics" },
  { id: "asian", label: "Asians and Pacific Islanders" },
  { id: "native", label: "Native Americans and Alaskan Natives" },
  { id: "disability", label: "Persons with disabilities" },
  {
    id: "lgbtq",
    label: "Persons identifying as lesbian, gay, bisexual, transgender, queer or questioning",
  },
] as const;

const MAGNITUDES = ["none", "low", "medium", "high", "unknown"].map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

/** Four questions to each group: an unknown magnitude is an answer, an empty one is not. */
const questionsOf = ({ id, label }: (typeof GROUPS)[number]): Question[] => [
  { id: `${id}Positive`, label: `${label}: positive impact`, kind: "lines" },
  { id: `${id}Negative`, label: `${label}: negative impact`, kind: "lines" },
  { id: `${id}Magnitude`, label: `${label}: magnitude`, kind: "choice", options: MAGNITUDES, required: true },
  { id: `${id}Evidence`, label: `${label}: evidence`, kind: "lines" },
];

const pair = (at: number) => GROUPS.slice(at, at + 2);

/** The parts of a statement, a short form each. */
export const STATEMENT: Template = {
  id: "impact-statement",
  version: 1,
  title: "Impact statement",
  source: "Milwaukee Code of Ordinances, section 50-6",
  steps: [
    {
      id: "proposal",
      title: "The proposal",
      questions: [
        { id: "description", label: "What does the file propose?", kind: "lines", required: true },
        { id: "sources", label: "Data sources", kind: "lines", required: true },
        { id: "mitigation", label: "How are negative impacts mitigated?", kind: "lines" },
        { id: "analysis", label: "Analysis it rests on", hint: "Its number, like AN-2026-0012", kind: "line" },
      ],
    },
    ...[0, 2, 4].map((at) => ({
      id: `groups${at / 2 + 1}`,
      title: `Impacts, ${at / 2 + 1} of 3`,
      questions: pair(at).flatMap(questionsOf),
    })),
  ],
};
