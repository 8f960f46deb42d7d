import type { IsoDate } from "../core/places/city.ts";
import type { AnalysisEntry } from "../domain/analysis/analyses.ts";
import type { Answers } from "../domain/analysis/analysis-template.ts";

/** What a sample analysis is about. */
export type SampleTitle = Pick<AnalysisEntry, "title" | "kind" | "department"> & {
  subject: NonNullable<AnalysisEntry["subject"]>;
};

interface SampleStep {
  step: string;
  answers: Answers;
}

/** How many steps are filled in; of those that went further, all. */
const SOME: Readonly<Record<string, number>> = { draft: 2, withdrawn: 1 };

/** Invented answers to the six steps of Milwaukee's template, as far as the analysis got. */
export function analysisAnswers({ title }: SampleTitle, reaches: string, evaluateOn: IsoDate): SampleStep[] {
  return stepsAbout(title, evaluateOn).slice(0, SOME[reaches]);
}

const stepsAbout = (title: string, evaluateOn: IsoDate): SampleStep[] => [
  {
    step: "proposal",
    answers: {
      proposal: `${title}: how it is decided today where, when and for whom the work is done.`,
      results: "Neighborhoods that waited longest are served as soon as the others.",
      areas: "community, government",
    },
  },
  {
    step: "data",
    answers: {
      places: "The north side and the near south side.",
      gaps: "Requests by telephone are not kept by neighborhood; the call center will add a field.",
    },
  },
  {
    step: "engagement",
    answers: {
      involved: "Tenants and small businesses, in two evening meetings and by mail.",
      events: "2",
      reached: "57",
      languages: "English, Spanish, Hmong",
    },
  },
  {
    step: "strategies",
    answers: {
      benefits: "Households without a car and without a computer.",
      burden: "yes",
      burdened: "People who cannot be at home in working hours.",
      mitigation: "Appointments until eight in the evening, twice a week.",
      effect: "more",
    },
  },
  {
    step: "implementation",
    answers: {
      plan: "The order of work follows need from next spring on; supervisors publish it every month.",
      realistic: "yes",
      funded: "no",
      staffed: "yes",
      enforced: "yes",
      ongoing: "yes",
      needed: "One more crew in the evening, to be asked for in the next budget.",
    },
  },
  {
    step: "accountability",
    answers: { measured: "Days until served, by neighborhood, published every quarter.", evaluateOn },
  },
];
